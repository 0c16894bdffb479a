// A gettext catalogue as a list of entries; strings stay as they are written, escapes included.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "layout/source_tree.h"

namespace yingbin::layout {

struct PoEntry {
  std::string english;
  std::string english_many;               // empty where the sentence does not count
  std::vector<std::string> translations;  // one, or one for each plural form
  bool fuzzy = false;
  std::size_t line = 0;
};

// Reads what stands between the first and the last quotation mark of a line.
inline std::string quoted_part(const std::string& line) {
  const auto first = line.find('"');
  const auto last = line.rfind('"');
  return first == last ? "" : line.substr(first + 1, last - first - 1);
}

// The entries of a .po or .pot, without its header and without what gettext calls obsolete.
inline std::vector<PoEntry> po_entries(const std::vector<std::string>& lines) {
  std::vector<PoEntry> entries;
  std::string* open = nullptr;
  bool fuzzy = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.starts_with("#,")) fuzzy = line.find("fuzzy") != std::string::npos;
    if (line.starts_with("msgid_plural ")) {
      open = &entries.back().english_many;
    } else if (line.starts_with("msgid ")) {
      entries.push_back({"", "", {}, fuzzy, i + 1});
      fuzzy = false;
      open = &entries.back().english;
    } else if (line.starts_with("msgstr")) {
      entries.back().translations.emplace_back();
      open = &entries.back().translations.back();
    } else if (!line.starts_with("\"")) {
      continue;
    }
    *open += quoted_part(line);
  }
  std::erase_if(entries, [](const PoEntry& entry) { return entry.english.empty(); });
  return entries;
}

// The values that a sentence shows, by number: {} counts up, {1} and {1:>4} name theirs.
inline std::multiset<std::size_t> values_shown(const std::string& sentence) {
  std::multiset<std::size_t> values;
  std::size_t next = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i] != '{') continue;
    if (sentence.compare(i, 2, "{{") == 0) {
      ++i;
      continue;
    }
    const char first = i + 1 < sentence.size() ? sentence[i + 1] : '}';
    const bool named = first >= '0' && first <= '9';
    values.insert(named ? static_cast<std::size_t>(first - '0') : next++);
  }
  return values;
}

}  // namespace yingbin::layout
