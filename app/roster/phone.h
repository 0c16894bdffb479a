// Telephone numbers as lists hold them, in digits only. Used by the guest list reader; walk-in
// registration may use it for what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yingbin {

struct PhoneReading {
  // Mainland mobiles have 11 digits without 86, landlines their area code with 0, foreign numbers
  // their country code. Each number once, in the order written.
  std::vector<std::string> numbers;
  std::vector<std::string> faults;  // a translated sentence for each piece that is no number
};

// `cleaned` (see clean_text) may hold several numbers, words between them and extensions.
[[nodiscard]] PhoneReading read_phones(std::string_view cleaned);

}  // namespace yingbin
