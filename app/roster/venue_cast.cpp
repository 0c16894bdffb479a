#include <algorithm>
#include <map>

#include "roster/characters.h"
#include "roster/venue_parts.h"
#include "text/say.h"

namespace yingbin {

namespace {

constexpr std::size_t kStaffMax = 2000;

struct CastReader {
  const StaffIdSource& new_staff_id;
  Cast cast;
  std::map<std::string, int, std::less<>> lines;  // where each name stands

  void take(Section& section, std::vector<Role> roles) {
    const std::string name = section.text("name", "王芳");
    section.finish();
    if (name.empty()) return;
    const auto [other, is_new] = lines.emplace(name, section.line_of("name"));
    if (!is_new) {
      section.complain("name",
                       say("\"{}\" was named in line {} already. Write all roles there, or add "
                           "a word that tells the two apart",
                           name, other->second));
      return;
    }
    cast.staff.push_back({new_staff_id(), name, std::move(roles)});
  }

  void take_staff(Section& section) {
    std::vector<Role> roles = section.choices<Role>("roles");
    std::ranges::sort(roles);
    const auto repeated = std::ranges::unique(roles);
    roles.erase(repeated.begin(), repeated.end());
    if (!section.has("roles")) {
      section.complain("roles",
                       say("{} lacks \"roles\". Write: roles = [\"greeter\"]", section.title()));
    }
    take(section, std::move(roles));
  }
};

}  // namespace

const PlannedStaff* Cast::find(std::string_view name) const {
  const auto found = std::ranges::find(staff, name, &PlannedStaff::name);
  return found == staff.end() ? nullptr : &*found;
}

const PlannedStaff* Cast::named(Section& section, std::string_view key,
                                std::string_view name) const {
  if (name.empty()) return nullptr;
  if (const PlannedStaff* person = find(name)) return person;
  std::vector<std::string_view> names;
  for (const PlannedStaff& person : staff) names.push_back(person.name);
  if (const auto meant = nearest(name, names)) {
    section.complain(key, say("nobody is named \"{}\". Did you mean \"{}\"?", name, *meant));
  } else {
    section.complain(key,
                     say("nobody is named \"{}\". Add the person as [[rep]] or [[staff]]", name));
  }
  return nullptr;
}

Cast read_cast(Section& file, const StaffIdSource& new_staff_id, Problems& problems) {
  CastReader reader{new_staff_id, {}, {}};
  std::vector<Section> staff = file.sections("staff");
  std::vector<Section> reps = file.sections("rep");
  if (staff.size() + reps.size() > kStaffMax) {
    problems.add(
        1, say("more than {} people are named. Name only those who work at the event", kStaffMax));
    return {};
  }
  for (Section& section : staff) reader.take_staff(section);
  for (Section& section : reps) reader.take(section, {Role::rep});
  return std::move(reader.cast);
}

}  // namespace yingbin
