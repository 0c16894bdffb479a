#include "commands/sample_cards.h"

#include "scan/invitation_code.h"
#include "scan/qr_image.h"
#include "scan/reader.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr int kPixelsPerModule = 6;

InvitationId first_with(const EventState& state, const std::vector<InvitationId>& all,
                        int persons) {
  for (InvitationId id : all) {
    const Invitation& invitation = *state.invitation(id);
    if (invitation.left() == persons && invitation.allowed() == persons) return id;
  }
  return all.front();
}

std::vector<InvitationId> waiting_invitations(const EventState& state) {
  std::vector<InvitationId> waiting;
  for (InvitationId id : state.invitation_ids()) {
    const Invitation& invitation = *state.invitation(id);
    if (invitation.issued && !invitation.revoked && invitation.counted() == 0)
      waiting.push_back(id);
  }
  return waiting;
}

// A card of ours in everything but the key that signed it; or of another event.
std::string stranger(const EventState& state, bool other_event) {
  const InviteSecretKey key;
  InvitationFields fields;
  fields.event = static_cast<std::uint32_t>(state.event_id().value) + (other_event ? 1U : 0U);
  fields.invitation = 0x1234'5678'9abc'def0ULL;
  return make_invitation_code(fields, key);
}

}  // namespace

Result<std::vector<SampleCard>> make_sample_cards(Station& station) {
  const EventState& state = station.state();
  const auto waiting = waiting_invitations(state);
  if (waiting.empty())
    return Failure{say("Everybody of the sample event is in. Delete its folder to begin again.")};
  const InvitationId single = first_with(state, waiting, 1);
  const InvitationId couple = first_with(state, waiting, 2);
  const InvitationId ended = waiting.back();
  std::vector<SampleCard> cards;
  Result<void> made;
  const auto add = [&](InvitationId id, std::string purpose) {
    auto code = station.code_text(id);
    if (code) {
      cards.push_back({*code, std::move(purpose), id});
    } else {
      made = code.failure();
    }
  };
  add(single, "");
  add(couple, say("a couple"));
  add(single, say("the same card again"));
  add(couple, say("the couple's card again"));
  add(ended, say("a withdrawn card"));
  if (auto revoked = station.revoke(ended, say("sample"), false); !revoked)
    return revoked.failure();
  cards.push_back({stranger(state, true), say("another event's card"), {}});
  cards.push_back({stranger(state, false), say("a forged card"), {}});
  cards.push_back({"https://example.org/menu", say("some other code"), {}});
  cards.push_back({cards.front().code.substr(0, 60), say("a torn card"), {}});
  for (InvitationId id : waiting) {
    if (id != single && id != couple && id != ended) add(id, "");
  }
  if (!made) return made.failure();
  return cards;
}

SampleStrip strip_of(const EventState& state, const std::vector<SampleCard>& cards,
                     std::size_t next) {
  SampleStrip strip;
  const SampleCard& card = cards[next % cards.size()];
  strip.number = static_cast<int>(next % cards.size()) + 1;
  strip.count = static_cast<int>(cards.size());
  strip.purpose = card.purpose;
  const Invitation* invitation = state.invitation(card.invitation);
  if (invitation) strip.name = masked_name(guest_name(state, invitation->guest()));
  if (auto matrix = make_qr(card.code)) {
    strip.modules = matrix->dark;
    strip.size = matrix->size;
  }
  return strip;
}

std::string held_before_reader(const SampleCard& card) {
  const auto matrix = make_qr(card.code);
  if (!matrix) return {};
  const int side = (matrix->size + 2 * kQrQuietModules) * kPixelsPerModule;
  GrayFrame frame{side, side, side, {}};
  frame.pixels.assign(static_cast<std::size_t>(side * side), 255);
  for (int y = 0; y < matrix->size * kPixelsPerModule; ++y) {
    for (int x = 0; x < matrix->size * kPixelsPerModule; ++x) {
      if (!matrix->at(x / kPixelsPerModule, y / kPixelsPerModule)) continue;
      const int row = y + kQrQuietModules * kPixelsPerModule;
      const int column = x + kQrQuietModules * kPixelsPerModule;
      frame.pixels[static_cast<std::size_t>(row * frame.stride + column)] = 0;
    }
  }
  const Reading reading = read_codes(frame);
  return reading.codes.empty() ? std::string() : reading.codes.front().text;
}

}  // namespace yingbin
