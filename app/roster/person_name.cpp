#include "roster/person_name.h"

#include <algorithm>

#include "roster/list_text.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr std::size_t kNameLettersMax = 60;  // 买买提·吐尔逊 has 7, the longest real ones about 40
constexpr std::size_t kCompanionsMax = 50;

// 300 surnames cover 99 % of people; used only to tell 王芳 李娜 (two) from 王芳娜 (one).
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    U"沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅付方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
    U"莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童"
    U"凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
    U"麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明"
    U"佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠"
    U"豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫"
    U"杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由龑翀";
constexpr std::u32string_view kCompoundSurnames[] = {
    U"欧阳", U"司马", U"上官", U"诸葛", U"尉迟", U"令狐", U"皇甫", U"东方", U"独孤", U"慕容", U"万俟",
    U"公孙", U"夏侯", U"长孙", U"宇文", U"司徒", U"司空", U"端木", U"百里", U"呼延", U"南宫", U"轩辕",
    U"钟离", U"闻人", U"赫连", U"澹台", U"公冶", U"宗政", U"濮阳", U"淳于", U"单于", U"申屠", U"仲孙",
    U"鲜于", U"拓跋", U"东郭", U"西门", U"公羊", U"太史", U"第五", U"纳兰", U"完颜", U"叶赫", U"爱新觉罗"};

// Forms of address, longest first.
constexpr std::u32string_view kTitles[] = {
    U"先生", U"女士", U"小姐", U"太太", U"夫人", U"老师", U"阿姨", U"叔叔", U"大爷", U"大妈", U"大叔",
    U"大姐", U"大哥", U"奶奶", U"爷爷", U"伯伯", U"经理", U"主任", U"医生", U"同志", U"师傅", U"院长",
    U"老板", U"总", U"姐", U"哥", U"叔", U"姨", U"某", U"某某"};
constexpr std::u32string_view kStrippable[] = {U"先生", U"女士", U"小姐", U"太太", U"夫人", U"老师",
                                               U"阿姨", U"叔叔", U"大爷", U"大妈", U"奶奶", U"爷爷",
                                               U"同志"};
constexpr std::u32string_view kCoupleWords[] = {U"夫妻二人", U"夫妇二人", U"夫妻俩", U"夫妇俩", U"夫妇", U"夫妻",
                                                U"两口子", U"老两口", U"伉俪", U"夫妻两人"};
constexpr std::u32string_view kRelations[] = {
    U"配偶", U"老伴", U"爱人", U"妻子", U"丈夫", U"老公", U"老婆", U"太太", U"夫人", U"先生", U"家属",
    U"同伴", U"随行", U"同行", U"陪同", U"女儿", U"儿子", U"母亲", U"父亲", U"妈妈", U"爸爸", U"朋友",
    U"邻居", U"携", U"带", U"及", U"和", U"妻", U"夫"};

bool ends_with(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_surname(std::u32string_view text) {
  if (text.size() == 1) return kSurnames.find(text[0]) != std::u32string_view::npos;
  return std::find(std::begin(kCompoundSurnames), std::end(kCompoundSurnames), text) !=
         std::end(kCompoundSurnames);
}

bool all_han(std::u32string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_han);
}

// 王芳, 王建国, 欧阳修远: hanzi that begin with a surname and go on.
bool looks_full_chinese(std::u32string_view text) {
  return text.size() >= 2 && text.size() <= 4 && all_han(text) && is_surname(text.substr(0, 1)) &&
         !is_surname(text);
}

bool is_middle_dot(char32_t c) {
  return std::u32string_view(U"·•・･‧∙⋅●．᛫⸱").find(c) != std::u32string_view::npos;
}

bool is_title(std::u32string_view text) {
  return std::find(std::begin(kTitles), std::end(kTitles), text) != std::end(kTitles);
}

bool is_edge(char32_t c) { return c == ' ' || c == U'·' || c == '-' || c == '/'; }

// Drops emoji and signs, unifies middle dots; spaces stay single.
std::u32string letters_of(std::string_view cleaned) {
  std::u32string out;
  const std::u32string text = code_points(cleaned);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool between_han = i > 0 && i + 1 < text.size() && is_han(text[i - 1]) && is_han(text[i + 1]);
    if (is_middle_dot(c) || (c == '.' && between_han)) c = U'·';
    if (c == '\n') c = ' ';
    if (is_pictogram(c)) continue;
    static constexpr std::u32string_view kNoise = U"*#\"'!?~^_=<>{}[]|\\:;,、，。“”‘’《》…—@$%&+`";
    const bool inside_word = (c == '\'' || c == U'’') && i > 0 && u'a' <= (text[i - 1] | 0x20);
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
    const bool between = text[i] == ' ' && i > 0 && i + 1 < text.size() && joins(text[i - 1]) &&
                         joins(text[i + 1]);
    if (!between) out.push_back(text[i]);
  }
  return out;
}

std::u32string without_title(std::u32string name) {
  for (const std::u32string_view title : kStrippable) {
    if (!ends_with(name, title)) continue;
    const std::u32string_view rest = std::u32string_view(name).substr(0, name.size() - title.size());
    if (looks_full_chinese(rest)) return std::u32string(rest);
  }
  return name;
}

std::u32string stored_form(std::string_view cleaned) {
  return without_title(without_han_spaces(letters_of(cleaned)));
}

bool has_letter(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || c == 0xFFFD; });
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

// Takes a word of `words` off the end; true when one was there.
template <class Words>
bool take_end(std::u32string& text, const Words& words) {
  for (const std::u32string_view word : words) {
    if (text.size() <= word.size() || !ends_with(text, word)) continue;
    text.resize(text.size() - word.size());
    while (!text.empty() && (text.back() == ' ' || text.back() == U'、')) text.pop_back();
    return true;
  }
  return false;
}

// "王建国一家3口", "王建国等3人", "王建国+1", "王建国 2人": the count, taken off the text.
int take_count(std::u32string& text) {
  static constexpr std::u32string_view kPhrases[] = {U"全家", U"一家", U"等", U"共", U"+", U"×", U" ", U"x"};
  for (const std::u32string_view phrase : kPhrases) {
    const std::size_t at = text.rfind(phrase);
    if (at == std::u32string::npos || at == 0) continue;
    const std::u32string_view rest = std::u32string_view(text).substr(at + phrase.size());
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
  if (groups.size() < 2 || !std::all_of(groups.begin(), groups.end(), looks_full_chinese)) return false;
  names = groups;
  return true;
}

bool is_latin(std::u32string_view text) {
  return std::none_of(text.begin(), text.end(), is_han);
}

std::vector<std::u32string> people_in(const std::u32string& text) {
  std::vector<std::u32string> people;
  // "Smith, John" is one person.
  const std::u32string_view separators = is_latin(text) ? U"/&+、\n" : U"/&+;、,，\n|";
  for (const std::string& piece : split_cell(utf8_of(text), separators)) {
    const std::u32string points = code_points(piece);
    std::vector<std::u32string> split;
    if (!split_at_and(points, split) && !split_at_spaces(letters_of(piece), split)) split = {points};
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

std::u32string without_relation(std::u32string text) {
  for (const std::u32string_view word : kRelations) {
    if (text.size() <= word.size() || std::u32string_view(text).substr(0, word.size()) != word) continue;
    std::u32string rest = text.substr(word.size());
    while (!rest.empty() && (rest[0] == ':' || rest[0] == ' ' || rest[0] == '-')) rest.erase(0, 1);
    if (looks_full_chinese(rest) || rest.size() + word.size() < text.size()) return rest;
  }
  return text;
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
  const int count = count_in(word.starts_with("+") || word.starts_with("共") ? utf8_of(points.substr(1)) : word);
  if (count > 0 && count < 100) {
    party.persons = std::max(party.persons, word.starts_with("+") ? count + 1 : count);
  } else if (std::find(std::begin(kCoupleWords), std::end(kCoupleWords), points) !=
             std::end(kCoupleWords)) {
    party.persons = std::max(party.persons, 2);
  } else if (looks_full_chinese(points)) {
    add_person(party, points);
  } else if (word.find("、") != std::string::npos) {
    for (const std::u32string& person : people_in(points)) add_person(party, without_relation(person));
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
  if (take_end(text.outside, kCoupleWords)) party.persons = 2;
  static constexpr std::u32string_view kFamily[] = {U"全家", U"一家"};
  const int count = take_count(text.outside);
  party.persons = std::max(party.persons, count);
  take_end(text.outside, kFamily);
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
    const bool relation = std::find(std::begin(kRelations), std::end(kRelations), person) !=
                              std::end(kRelations) ||
                          std::find(std::begin(kCoupleWords), std::end(kCoupleWords), person) !=
                              std::end(kCoupleWords);
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
