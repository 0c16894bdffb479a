// The first record of an event: its plan, its founder's key, and its mint (rule B5, DESIGN 8).
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"
#include "event/venue.h"

namespace yingbin {

struct OpenEvent {
  static constexpr std::string_view kKind = "open_event";

  EventId event;
  Venue venue;
  PublicKey founder{};  // the founding device's key
  OriginId mint;        // who grants seats

  bool operator==(const OpenEvent&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(event)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("event", s.event);
    v("venue", s.venue);
    v("founder", s.founder);
    v("mint", s.mint);
  }
};

}  // namespace yingbin
