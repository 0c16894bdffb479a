// What the event needs to know of a guest without saying who it is (rules B2, B3, S2).
#pragma once

#include "event/fields.h"
#include "event/identity.h"
#include "event/subject.h"

namespace yingbin {

enum class Channel : std::uint8_t {
  unknown,
  phone_call,
  letter,
  referred,
  media,
  community_visit,
  walk_in
};

template <>
struct Names<Channel> {
  static constexpr std::pair<Channel, std::string_view> list[] = {
      {Channel::unknown, "unknown"}, {Channel::phone_call, "phone_call"},
      {Channel::letter, "letter"},   {Channel::referred, "referred"},
      {Channel::media, "media"},     {Channel::community_visit, "community_visit"},
      {Channel::walk_in, "walk_in"}};
};

enum class Grade : std::uint8_t { none, a, b, c };

template <>
struct Names<Grade> {
  static constexpr std::pair<Grade, std::string_view> list[] = {
      {Grade::none, "none"}, {Grade::a, "a"}, {Grade::b, "b"}, {Grade::c, "c"}};
};

struct DescribeGuest {
  static constexpr std::string_view kKind = "describe_guest";

  GuestId guest;
  StaffId rep;  // who invited; 0 when nobody is known
  Channel channel = Channel::unknown;
  Grade grade = Grade::none;  // never shown where guests look (rule D5)
  bool aisle = false;         // needs an aisle seat
  bool front = false;         // needs the front
  bool wheelchair = false;    // needs a wheelchair place
  bool complete = true;       // has a real name and a phone or an address
  bool walk_in = false;

  bool operator==(const DescribeGuest&) const = default;
  [[nodiscard]] Subjects subjects() const { return {subject_of(guest)}; }
  template <class V, class S>
  static void visit(V& v, S& s) {
    v("guest", s.guest);
    v("rep", s.rep);
    v("channel", s.channel);
    v("grade", s.grade);
    v("aisle", s.aisle);
    v("front", s.front);
    v("wheelchair", s.wheelchair);
    v("complete", s.complete);
    v("walk_in", s.walk_in);
  }
};

}  // namespace yingbin
