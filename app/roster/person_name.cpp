#include "roster/person_name.h"

#include <algorithm>

#include "roster/list_text.h"
#include "roster/person_words.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kNameLettersMax = 60;  // 买买提·吐尔逊 has 7, the longest real ones about 40
constexpr std::size_t kCompanionsMax = 50;

bool is_middle_dot(char32_t c) {
  return std::u32string_view(U"·•・･‧∙⋅●．᛫⸱").find(c) != std::u32string_view::npos;
}

bool is_edge(char32_t c) { return c == ' ' || c == U'·' || c == '-' || c == '/'; }

// Drops emoji and signs, unifies middle dots; spaces stay single.
std::u32string letters_of(std::string_view cleaned) {
  std::u32string out;
  const std::u32string text = code_points(cleaned);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool between_han =
        i > 0 && i + 1 < text.size() && is_han(text[i - 1]) && is_han(text[i + 1]);
    if (is_middle_dot(c) || (c == '.' && between_han)) c = U'·';
    if (c == '\n') c = ' ';
    if (is_pictogram(c)) continue;
    static constexpr std::u32string_view kNoise = U"*#\"'!?~^_=<>{}[]|\\:;,、，。“”‘’《》…—@$%&+`";
    const bool inside_word = (c == '\'' || c == U'’') && i > 0 && is_letter(text[i - 1]);
    if (kNoise.find(c) != std::u32string_view::npos && !inside_word) c = ' ';
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out.push_back(c);
  }
  while (!out.empty() && is_edge(out.back())) out.pop_back();
  while (!out.empty() && is_edge(out.front())) out.erase(out.begin());
  return out;
}

std::u32string cut(std::u32string name) {
  if (name.size() > kNameLettersMax) name.resize(kNameLettersMax);
  while (!name.empty() && is_edge(name.back())) name.pop_back();
  return name;
}

// 王 芳 -> 王芳; John Smith and 王芳 Alice stay apart.
std::u32string without_han_spaces(std::u32string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto joins = [](char32_t c) { return is_han(c) || c == U'·' || c == 0xFFFD; };
    const bool between =
        text[i] == ' ' && i > 0 && i + 1 < text.size() && joins(text[i - 1]) && joins(text[i + 1]);
    if (!between) out.push_back(text[i]);
  }
  return out;
}

std::u32string stored_form(std::string_view cleaned) {
  return without_title(without_han_spaces(letters_of(cleaned)));
}

bool has_letter(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char32_t c) { return is_letter(c) || c == 0xFFFD; });
}

// Why a name is not a real one; empty when it is.
std::string doubt_about(const std::u32string& name) {
  if (name.find(char32_t{0xFFFD}) != std::u32string::npos) {
    return say("a character of the name could not be read; type the name again");
  }
  const std::u32string_view text = name;
  for (std::size_t surname : {std::size_t{1}, std::size_t{2}}) {
    if (text.size() > surname && is_title(text.substr(surname)) &&
        (surname == 1 || is_surname(text.substr(0, 2)))) {
      return say("{} is a form of address; ask for the full name", utf8_of(name));
    }
  }
  const std::size_t letters = static_cast<std::size_t>(
      std::count_if(name.begin(), name.end(), [](char32_t c) { return is_letter(c); }));
  if (letters < 2 || is_title(text)) {
    return say("{} is not a full name; ask for it", utf8_of(name));
  }
  static const std::vector<std::string_view> kMadeUp = {"测试", "某某", "无名", "匿名", "test"};
  if (contains_any(lower(utf8_of(name)), kMadeUp) && letters <= 4) {
    return say("{} is not a person's name; ask for it", utf8_of(name));
  }
  return {};
}

// "王建国一家3口", "王建国等3人", "王建国+1", "王建国 2人": the count, taken off the text.
int take_count(std::u32string& text) {
  static constexpr std::u32string_view kPhrases[] = {U"全家", U"一家", U"等", U"共",
                                                     U"+",    U"×",    U" ",  U"x"};
  for (const std::u32string_view phrase : kPhrases) {
    const std::size_t at = text.rfind(phrase);
    if (at == std::u32string::npos || at == 0) continue;
    const std::u32string_view rest = std::u32string_view(text).substr(at + phrase.size());
    if (rest.empty() && phrase.size() == 2) {  // 王建国全家: how many, nobody knows
      text.resize(at);
      return 0;
    }
    int count = count_in(utf8_of(rest));
    const bool bare = !rest.empty() && rest.find_first_not_of(U"0123456789") == rest.npos;
    if ((phrase == U"等" || phrase == U" " || phrase == U"共") && bare) continue;
    if (phrase == U" " && rest.find_first_of(U"人位口") == rest.npos) continue;
    if (count < 1 || count > 99) continue;
    if (phrase == U"+") ++count;
    text.resize(at);
    return count;
  }
  return 0;
}

// 王建国和李秀英, but not 李和平: both sides must be full names.
bool split_at_and(const std::u32string& text, std::vector<std::u32string>& names) {
  for (std::size_t i = 2; i + 2 < text.size(); ++i) {
    if (std::u32string_view(U"和与及暨携").find(text[i]) == std::u32string_view::npos) continue;
    const std::u32string left = without_han_spaces(letters_of(utf8_of(text.substr(0, i))));
    const std::u32string right = without_han_spaces(letters_of(utf8_of(text.substr(i + 1))));
    if (!looks_full_chinese(left) || !looks_full_chinese(right)) continue;
    names = {left, right};
    return true;
  }
  return false;
}

// 王建国 李秀英 are two people; 王 芳, 欧阳 建国 and 买买提 吐尔逊 are one.
bool split_at_spaces(const std::u32string& text, std::vector<std::u32string>& names) {
  std::vector<std::u32string> groups(1);
  for (const char32_t c : text) {
    if (c == ' ') {
      groups.emplace_back();
    } else {
      groups.back().push_back(c);
    }
  }
  if (groups.size() < 2 || !std::all_of(groups.begin(), groups.end(), looks_full_chinese))
    return false;
  names = groups;
  return true;
}

bool is_latin(std::u32string_view text) { return std::none_of(text.begin(), text.end(), is_han); }

std::vector<std::u32string> people_in(const std::u32string& text) {
  std::vector<std::u32string> people;
  // "Smith, John" is one person.
  const std::u32string_view separators = is_latin(text) ? U"/&+、\n" : U"/&+;、,，\n|";
  for (const std::string& piece : split_cell(utf8_of(text), separators)) {
    const std::u32string points = code_points(piece);
    std::vector<std::u32string> split;
    if (!split_at_and(points, split) && !split_at_spaces(letters_of(piece), split))
      split = {points};
    people.insert(people.end(), split.begin(), split.end());
  }
  return people;
}

struct Brackets {
  std::u32string outside;
  std::vector<std::u32string> inside;
};

Brackets without_brackets(std::u32string_view text) {
  Brackets out;
  int depth = 0;
  for (const char32_t c : text) {
    const bool opens = std::u32string_view(U"([【〔{").find(c) != std::u32string_view::npos;
    const bool closes = std::u32string_view(U")]】〕}").find(c) != std::u32string_view::npos;
    if (opens && depth++ == 0) out.inside.emplace_back();
    if (depth == 0 && !closes) out.outside.push_back(c);
    if (depth > 0 && !opens && !closes) out.inside.back().push_back(c);
    if (closes && depth > 0) --depth;
  }
  return out;
}

void add_person(PartyNames& party, const std::u32string& text) {
  std::u32string name = stored_form(utf8_of(text));
  if (!has_letter(name)) return;
  if (party.name.empty()) {
    party.name = utf8_of(name);
  } else if (party.companions.size() < kCompanionsMax) {
    party.companions.push_back(utf8_of(cut(name)));
  }
}

// What stood in brackets behind the name: a companion, a couple, a count, or a tag.
void read_bracket(PartyNames& party, const std::u32string& inside) {
  const std::string word = clean_text(utf8_of(inside));
  if (word.empty() || word == "男" || word == "女" || word == "先生" || word == "女士") return;
  const std::u32string points = without_relation(code_points(word));
  const int count =
      count_in(word.starts_with("+") || word.starts_with("共") ? utf8_of(points.substr(1)) : word);
  if (count > 0 && count < 100) {
    party.persons = std::max(party.persons, word.starts_with("+") ? count + 1 : count);
  } else if (is_couple_word(points)) {
    party.persons = std::max(party.persons, 2);
  } else if (looks_full_chinese(points)) {
    add_person(party, points);
  } else if (word.find("、") != std::string::npos) {
    for (const std::u32string& person : people_in(points))
      add_person(party, without_relation(person));
  } else if (points.size() <= 8) {
    party.tags.push_back(word);
  }
}

}  // namespace

std::string person_name(std::string_view cleaned) {
  const std::u32string name = stored_form(cleaned);
  return has_letter(name) ? utf8_of(cut(name)) : std::string();
}

PartyNames read_party(std::string_view cleaned) {
  PartyNames party;
  if (cleaned.empty() || says_nothing(cleaned) || is_excel_error(cleaned)) return party;
  Brackets text = without_brackets(code_points(cleaned));
  if (take_couple_word(text.outside)) party.persons = 2;
  const int count = take_count(text.outside);
  party.persons = std::max(party.persons, count);
  for (const std::u32string& person : people_in(text.outside)) add_person(party, person);
  for (const std::u32string& inside : text.inside) read_bracket(party, inside);
  if (party.name.empty()) return party;

  std::u32string name = code_points(party.name);
  party.doubt = doubt_about(name);
  if (name.size() > kNameLettersMax) {
    party.doubt = say("the name has {} characters and was cut; type the real name", name.size());
    party.name = utf8_of(cut(name));
  }
  party.is_full = party.doubt.empty();
  return party;
}

CompanionNames read_companions(std::string_view cleaned) {
  CompanionNames companions;
  if (says_yes(cleaned)) {
    companions.unnamed = 1;
    return companions;
  }
  if (says_no(cleaned) || is_excel_error(cleaned)) return companions;
  const int count = count_in(cleaned);
  if (count >= 0) {
    companions.unnamed = std::min(count, static_cast<int>(kCompanionsMax));
    return companions;
  }
  const Brackets text = without_brackets(code_points(cleaned));
  for (const std::u32string& person : people_in(text.outside)) {
    const bool relation = is_relation(person) || is_couple_word(person);
    const std::string name = person_name(utf8_of(without_relation(person)));
    if (relation || name.empty()) {
      companions.unnamed += relation ? 1 : 0;
    } else if (companions.names.size() < kCompanionsMax) {
      companions.names.push_back(name);
    }
  }
  return companions;
}

}  // namespace yingbin
