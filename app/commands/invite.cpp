// Invitation cards (rule B4), or the codes alone.
#include <cstdio>

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <unistd.h>

#include "commands/json_line.h"
#include "commands/opening.h"
#include "roster/invitation_card.h"
#include "scan/qr_image.h"
#include "scan/short_code.h"
#include "screens/words.h"
#include "text/say.h"

namespace yingbin {

namespace {

std::vector<InvitationId> standing_invitations(const EventState& state) {
  std::vector<InvitationId> standing;
  for (InvitationId id : state.invitation_ids()) {
    const Invitation& invitation = *state.invitation(id);
    if (invitation.issued && !invitation.revoked) standing.push_back(id);
  }
  return standing;
}

std::string day_and_time(const Venue& venue) {
  const auto local_s = venue.doors_open_at / 1000 + venue.utc_offset_minutes * 60LL;
  const auto day = fmt::gmtime(static_cast<std::time_t>(local_s));
  return say("{}, doors open at {}", fmt::format("{:%Y-%m-%d}", day),
             time_words(venue, venue.doors_open_at));
}

CardText card_of(const EventState& state, InvitationId id, const QrMatrix& matrix) {
  const Venue& venue = state.venue();
  const Invitation& invitation = *state.invitation(id);
  CardText card;
  card.event = venue.name;
  card.place = venue.place;
  card.time = day_and_time(venue);
  card.guest_name = guest_name(state, invitation.guest());
  card.rep = staff_name(state, rep_of(state, invitation.guest()));
  card.persons = invitation.allowed();
  card.short_code = invitation.issued->short_code.empty()
                        ? hex(id.value)
                        : grouped_short_code(invitation.issued->short_code);
  card.code = {matrix.size, matrix.dark};
  const int zone =
      invitation.named.empty() ? invitation.issued->zone : invitation.named.front().zone;
  if (zone >= 1 && zone <= static_cast<int>(venue.zones.size())) {
    const Zone& here = venue.zones[static_cast<std::size_t>(zone - 1)];
    card.zone_name = here.name;
    card.zone_mark = here.mark;
    card.zone_colour = here.colour;
    card.zone_shape = here.shape;
  }
  card.seat = place_words(venue, invitation.named);
  return card;
}

int print_codes(Station& station, const CommonOptions& common) {
  for (InvitationId id : standing_invitations(station.state())) {
    auto code = station.code_text(id);
    if (!code) return fail(code.failure());
    if (common.json) {
      print_json({{"invitation", hex(id.value)}, {"code", *code}});
    } else {
      fmt::print("{}\n", *code);
    }
  }
  return 0;
}

}  // namespace

int make_invitations(const CommonOptions& common, const InviteOptions& options) {
  auto station = open_event(common, Access::read);
  if (!station) return 1;
  if (options.codes_only) return print_codes(*station, common);
  if (options.out.empty()) {
    fail(say("Say where the cards go: yingbin invite --out FOLDER"));
    return 2;
  }
  std::vector<CardText> cards;
  for (InvitationId id : standing_invitations(station->state())) {
    auto code = station->code_text(id);
    if (!code) return fail(code.failure());
    auto matrix = make_qr(*code);
    if (!matrix) return fail(matrix.failure());
    cards.push_back(card_of(station->state(), id, *matrix));
  }
  const bool watched = isatty(STDERR_FILENO) != 0;
  auto written = write_cards(cards, options.out, [&](int done, int all) {
    if (watched) std::fprintf(stderr, "\r%d / %d", done, all);
    return true;
  });
  if (watched) std::fputs("\n", stderr);
  if (!written) return fail(written.failure());
  for (const std::string& warning : written->warnings) fail(warning);
  if (common.json) {
    print_json({{"cards", written->pictures}, {"folder", options.out.string()}});
  } else {
    fmt::print("{}\n", say("{} cards in {}, and one file to print: {}", written->pictures,
                           options.out.string(), (options.out / kCardSheet).string()));
  }
  return 0;
}

}  // namespace yingbin
