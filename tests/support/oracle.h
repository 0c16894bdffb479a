// A second, naive implementation of the rules: it sorts all records, folds each subject from its
// whole history and counts every figure from scratch. Tests hold EventState against it; the two
// share only the records and the text of a field (P-converge).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "event/record.h"

namespace yingbin {

// What EventState::describe says of the same records, each line ended by a line feed.
std::string oracle_description(const std::vector<Record>& records);

// The greatest height of each subject that a rule knows.
std::map<Subject, std::uint64_t> oracle_heights(const std::vector<Record>& records);

// What EventState::to_erase says of each guest who has something to forget.
std::map<GuestId, std::set<RecordName>> oracle_to_erase(const std::vector<Record>& records);

// The lines that stand in one text only, for the message of a failed test.
std::string line_difference(const std::string& expected, const std::string& actual);

}  // namespace yingbin
