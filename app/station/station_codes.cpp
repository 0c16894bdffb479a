// The station's invitations: their codes signed, their short codes drawn (DESIGN 7).
#include <algorithm>

#include "journal/digest.h"
#include "keys/key_files.h"
#include "scan/invitation_code.h"
#include "scan/short_code.h"
#include "station/station_parts.h"
#include "text/say.h"

namespace yingbin {

// Deterministic (RFC 8032): the same invitation always gets the same code.
Result<std::string> Station::sign_code(const IssueInvitation& issue) {
  if (!keys_) {
    auto key = load_invite_key(folder_);
    if (!key) return key.failure();
    keys_ = std::make_unique<Keys>(std::move(*key));
  }
  InvitationFields fields;
  fields.event = static_cast<std::uint32_t>(journal_.event().value);
  fields.invitation = issue.invitation.value;
  fields.persons = static_cast<std::uint8_t>(issue.persons);
  return make_invitation_code(fields, keys_->invite);
}

Result<CodeDigest> Station::digest_of(const IssueInvitation& issue) {
  auto code = sign_code(issue);
  if (!code) return code.failure();
  return code_digest(*code);
}

Result<IssueInvitation> Station::draft_invitation(GuestId guest, int persons, int zone) {
  IssueInvitation draft;
  draft.invitation = InvitationId{random_id()};
  draft.guest = guest;
  draft.persons = std::clamp(persons, 1, 99);
  draft.zone = zone;
  do {
    draft.short_code = make_short_code(random_id());
  } while (state_.by_short_code(draft.short_code));
  auto digest = digest_of(draft);
  if (!digest) return digest.failure();
  draft.digest = *digest;
  draft.key_id = key_id(keys_->invite.public_key());
  return draft;
}

Result<std::string> Station::code_text(InvitationId id) {
  const Invitation* invitation = state_.invitation(id);
  if (!invitation || !invitation->issued) return Failure{say("There is no such invitation here.")};
  const IssueInvitation& issued = *invitation->issued;
  if (!issued.foreign_code.empty()) return issued.foreign_code;
  auto code = sign_code(issued);
  if (!code || code_digest(*code) == issued.digest) return code;
  return Failure{
      say("This invitation was made with another station's key: print it there, or revoke "
          "it and issue a new one.")};
}

}  // namespace yingbin
