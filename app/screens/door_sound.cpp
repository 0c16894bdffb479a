#include "screens/door_sound.h"

namespace yingbin {

ui::Sound sound_of(DoorOutcome outcome) {
  switch (outcome) {
    case DoorOutcome::admitted:
      return ui::Sound::admitted;
    case DoorOutcome::already_in:
      return ui::Sound::already_in;
    case DoorOutcome::party_full:
      return ui::Sound::party_full;
    case DoorOutcome::revoked:
      return ui::Sound::revoked;
    case DoorOutcome::other_event:
      return ui::Sound::other_event;
    case DoorOutcome::forged:
      return ui::Sound::forged;
    case DoorOutcome::unknown:
      return ui::Sound::unknown;
    case DoorOutcome::unreadable:
      return ui::Sound::unreadable;
  }
  return ui::Sound::attention;
}

ui::Sound sound_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::undone:
    case NoticeKind::settled:
      return ui::Sound::undone;
    case NoticeKind::came_back:
      return ui::Sound::admitted;
    case NoticeKind::refused:
    case NoticeKind::not_recorded:
    case NoticeKind::coordinator:
      return ui::Sound::attention;
  }
  return ui::Sound::attention;
}

std::optional<ui::Sound> sound_of(const DoorDoing& doing) {
  if (const auto* tells = std::get_if<DoorTells>(&doing))
    return sound_of(tells->event.verdict.outcome);
  if (const auto* notice = std::get_if<DoorNotice>(&doing)) return sound_of(notice->kind);
  return std::nullopt;
}

}  // namespace yingbin
