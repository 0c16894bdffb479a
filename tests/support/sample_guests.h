// The made-up guests of assets/sample/guests.xlsx. The sample test writes the file from these when
// it is told to, and otherwise holds that the committed file still says the same.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace yingbin {

// One row as a person typed it, stray spaces and all.
struct SampleGuest {
  std::string list_id;
  std::string name;
  std::string phone;
  bool phone_as_number = false;  // the cell is a number, as Excel likes to make it
  std::string address;
  std::string companions;
  std::string persons;
  std::string rep;
  std::string grade;
  std::string channel;
  std::string zone;
  std::string needs;
  std::string note;
};

// Always the same 600, in the order of the list.
[[nodiscard]] std::vector<SampleGuest> sample_guests();

// With a title above the header, as such lists have. False when the file cannot be written.
[[nodiscard]] bool write_sample_list(const std::vector<SampleGuest>& guests,
                                     const std::filesystem::path& file);

}  // namespace yingbin
