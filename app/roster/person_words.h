// What the words in a Chinese name cell are: surnames, forms of address, relations. Used by
// person_name.cpp.
#pragma once

#include <string>
#include <string_view>

namespace yingbin {

[[nodiscard]] bool is_surname(std::u32string_view text);
// 王芳, 王建国, 欧阳修远: two to four hanzi that begin with a surname and go on.
[[nodiscard]] bool looks_full_chinese(std::u32string_view text);
// 先生, 女士, 总 …: how a person is called.
[[nodiscard]] bool is_title(std::u32string_view text);
[[nodiscard]] bool is_couple_word(std::u32string_view text);  // 夫妇, 夫妻 …
[[nodiscard]] bool is_relation(std::u32string_view text);     // 配偶, 老伴, 女儿 …

// Takes 夫妇 and the like off the end; true when it was there.
[[nodiscard]] bool take_couple_word(std::u32string& text);
// 王建国先生 -> 王建国, but 王先生 stays: nothing of a full name would be left.
[[nodiscard]] std::u32string without_title(std::u32string name);
// 配偶:李秀英 -> 李秀英.
[[nodiscard]] std::u32string without_relation(std::u32string text);

}  // namespace yingbin
