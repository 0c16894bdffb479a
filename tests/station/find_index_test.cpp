#include "station/find_index.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/names.h"

namespace yingbin {
namespace {

const Pinyin& pinyin() {
  static const std::unique_ptr<Pinyin> kOpened = *Pinyin::open();
  return *kOpened;
}

std::vector<FindEntry> guests() {
  return {
      {"张伟", {}, {"13812345678"}, "ABCDE01234", "李强", "K-001"},
      {"张伟民", {}, {"13900001111"}, "ABCDE56789", "李强", "K-002"},
      {"张文", {"李芳"}, {"13700005678"}, "", "赵敏", "K-003"},
      {"章伟", {}, {"15012340000"}, "", "赵敏", "17"},
      {"王丽芳", {}, {"18600001234"}, "", "李强", ""},
      {"王小明", {}, {"+86 136-1111-2222"}, "", "李强", ""},
      {"李小张", {}, {}, "", "", ""},
      {"单雄信", {}, {"010-87654321"}, "", "", ""},
      {"曾国藩", {}, {}, "", "", ""},
      {"区志刚", {}, {}, "", "", ""},
      {"解晓东", {}, {}, "", "", ""},
      {"查良镛", {}, {}, "", "", ""},
      {"仇英", {}, {}, "", "", ""},
      {"尉迟恭", {}, {}, "", "", ""},
      {"万俟明", {}, {}, "", "", ""},
      {"朴信惠", {}, {}, "", "", ""},
      {"缪昌文", {}, {}, "", "", ""},
      {"覃海洋", {}, {}, "", "", ""},
      {"种师道", {}, {}, "", "", ""},
      {"吕绿珠", {}, {}, "", "", ""},
      {"翟天临", {}, {}, "", "", ""},
      {"盖聂", {}, {}, "", "", ""},
      {"陈行长", {}, {}, "", "", ""},
      {"何晟铭", {}, {}, "", "", ""},
      {"周重乐", {}, {}, "", "", ""},
      {"阿卜杜·热合曼", {}, {}, "", "", ""},
      {"Anna Müller", {}, {}, "", "", ""},
      {"José O'Brien", {}, {}, "", "", ""},
      {"𬱖龑", {}, {}, "", "", ""},
      {"林翀堃", {}, {}, "", "", ""},
      {"刘洋2", {}, {}, "", "", ""},
      {"欧阳娜娜", {}, {"13512340001", "13512340002"}, "", "", ""},
      {"安", {}, {}, "", "", ""},
      {"西安", {}, {}, "", "", ""},
      {"先达", {}, {}, "", "", ""},
      {"Иван", {}, {}, "", "", ""},
  };
}

FindIndex index_of(const std::vector<FindEntry>& entries) {
  FindIndex index(pinyin());
  for (std::size_t i = 0; i < entries.size(); ++i) index.set(i, entries[i]);
  return index;
}

std::vector<std::string> names_found(const std::string& text, std::size_t limit = 100) {
  static const std::vector<FindEntry> kGuests = guests();
  static const FindIndex kIndex = index_of(kGuests);
  std::vector<std::string> names;
  for (const FindHit& hit : kIndex.find(text, limit)) names.push_back(kGuests[hit.key].name);
  return names;
}

struct Case {
  const char* typed;
  const char* found;  // among the hits; the first of them where `place` says so
  enum { first, somewhere } place = first;
};

// Rule D3, and issue 2 item 9.
TEST(FindIndexTest, a_guest_is_found_by_whatever_is_usually_typed) {
  const Case cases[] = {
      // hanzi
      {"张伟", "张伟"},
      {"张伟民", "张伟民"},
      {"伟民", "张伟民"},
      {"丽", "王丽芳"},
      {"芳", "王丽芳"},
      {"张", "张伟"},
      {"张", "李小张", Case::somewhere},
      {"单", "单雄信"},
      {"尉迟", "尉迟恭"},
      {"阿卜杜·热合曼", "阿卜杜·热合曼"},
      {"阿卜杜热合曼", "阿卜杜·热合曼"},
      {"热合曼", "阿卜杜·热合曼"},
      {"𬱖", "𬱖龑"},
      {"翀", "林翀堃"},
      {"张 伟 民", "张伟民"},
      // full pinyin, any usual reading
      {"zhangwei", "张伟"},
      {"zhang wei", "张伟"},
      {"Zhang Wei", "张伟"},
      {"zhang'wei", "张伟"},
      {"zhangwei", "章伟", Case::somewhere},
      {"zhangweimin", "张伟民"},
      {"shanxiongxin", "单雄信"},
      {"danxiongxin", "单雄信"},
      {"zengguofan", "曾国藩"},
      {"cengguofan", "曾国藩"},
      {"ouzhigang", "区志刚"},
      {"quzhigang", "区志刚"},
      {"xiexiaodong", "解晓东"},
      {"jiexiaodong", "解晓东"},
      {"zhaliangyong", "查良镛"},
      {"chaliangyong", "查良镛"},
      {"qiuying", "仇英"},
      {"yuchigong", "尉迟恭"},
      {"weichigong", "尉迟恭"},
      {"moqiming", "万俟明"},
      {"piaoxinhui", "朴信惠"},
      {"puxinhui", "朴信惠"},
      {"miaochangwen", "缪昌文"},
      {"mouchangwen", "缪昌文"},
      {"qinhaiyang", "覃海洋"},
      {"tanhaiyang", "覃海洋"},
      {"chongshidao", "种师道"},
      {"zhongshidao", "种师道"},
      {"lvlvzhu", "吕绿珠"},
      {"lulvzhu", "吕绿珠"},
      {"luluzhu", "吕绿珠"},
      {"lülüzhu", "吕绿珠"},
      {"zhaitianlin", "翟天临"},
      {"ditianlin", "翟天临"},
      {"genie", "盖聂"},
      {"gainie", "盖聂"},
      {"chenhangzhang", "陈行长"},
      {"chenxingchang", "陈行长"},
      {"hechengming", "何晟铭"},
      {"heshengming", "何晟铭"},
      {"zhouchongyue", "周重乐"},
      {"zhouzhongle", "周重乐"},
      {"diyan", "𬱖龑"},
      {"linchongkun", "林翀堃"},
      {"abudureheman", "阿卜杜·热合曼"},
      {"abodureheman", "阿卜杜·热合曼"},
      {"ouyangnana", "欧阳娜娜"},
      {"xi'an", "西安"},
      {"xi an", "西安"},
      {"xian", "先达", Case::somewhere},
      {"xian", "西安"},
      {"lifang", "王丽芳", Case::somewhere},
      // initials and mixtures
      {"zw", "张伟", Case::somewhere},
      {"zwm", "张伟民"},
      {"ZWM", "张伟民"},
      {"sxx", "单雄信"},
      {"dxx", "单雄信"},
      {"ycg", "尉迟恭"},
      {"lf", "王丽芳", Case::somewhere},
      {"zhangw", "张伟", Case::somewhere},
      {"张w", "张伟", Case::somewhere},
      {"z伟", "张伟", Case::somewhere},
      {"张wei", "张伟"},
      {"zhwm", "张伟民"},
      {"zweim", "张伟民"},
      {"ouynn", "欧阳娜娜"},
      // Latin and other names
      {"anna", "Anna Müller"},
      {"annamuller", "Anna Müller"},
      {"müller", "Anna Müller"},
      {"muller anna", "Anna Müller"},
      {"jose", "José O'Brien"},
      {"obrien", "José O'Brien"},
      {"o'brien", "José O'Brien"},
      {"刘洋2", "刘洋2"},
      {"liuyang2", "刘洋2"},
      {"иван", "Иван"},
      {"ИВАН", "Иван"},
      // full width
      {"ｚｈａｎｇｗｅｉｍｉｎ", "张伟民"},
      {"１３８１２３４５６７８", "张伟"},
      // phone
      {"678", "张伟", Case::somewhere},
      {"5678", "张伟", Case::somewhere},
      {"5678", "张文", Case::somewhere},
      {"12345678", "张伟"},
      {"13812345678", "张伟"},
      {"138 1234 5678", "张伟"},
      {"138-1234-5678", "张伟"},
      {"+8613812345678", "张伟"},
      {"0086 13812345678", "张伟"},
      {"2222", "王小明"},
      {"13611112222", "王小明"},
      {"1381", "张伟"},
      {"87654321", "单雄信"},
      {"01087654321", "单雄信"},
      {"0002", "欧阳娜娜"},
      // short code
      {"ABCDE01234", "张伟"},
      {"abcde-01234", "张伟"},
      {"ABCDE OI234", "张伟"},
      {"abcdeol234", "张伟"},
      {"ABCDE5", "张伟民"},
      // list id
      {"K-002", "张伟民"},
      {"k002", "张伟民"},
      {"17", "章伟"},
      // companion
      {"李芳", "张文"},
      {"lifang", "张文"},
      // rep
      {"赵敏", "张文", Case::somewhere},
      {"zhaomin", "章伟", Case::somewhere},
      {"zm", "章伟", Case::somewhere},
      // several words
      {"王 1234", "王丽芳"},
      {"1234 王", "王丽芳"},
      {"wang lifang", "王丽芳"},
      {"li fang wang", "王丽芳"},
      {"李强 王小", "王小明"},
      {"zhang 5678 文", "张文"},
      {"张，5678", "张伟", Case::somewhere},
  };
  for (const auto& [typed, found, place] : cases) {
    const auto names = names_found(typed);
    const auto at = std::ranges::find(names, found);
    EXPECT_NE(at, names.end()) << typed << " does not find " << found;
    if (place == Case::first && !names.empty()) {
      EXPECT_EQ(names.front(), found) << typed;
    }
  }
}

TEST(FindIndexTest, what_does_not_fit_is_not_found) {
  const std::pair<const char*, const char*> cases[] = {
      {"伟张", "张伟"},           {"zhanglei", "张伟"},  {"weizhang", "张伟"},
      {"zwx", "张伟民"},          {"78", "张伟"},        {"345", "张伟"},
      {"王 5678", "张伟"},        {"zh'angwei", "张伟"}, {"xi an", "先达"},
      {"zhang wei fang", "张伟"}, {"angwei", "张伟"},    {"zhanwei", "张伟"},
      {"13812345679", "张伟"},    {"ABD", "张伟"},       {"🙂", "张伟"},
      {"李强 赵敏", "张伟"},
  };
  for (const auto& [typed, absent] : cases) {
    const auto names = names_found(typed);
    EXPECT_EQ(std::ranges::count(names, absent), 0) << typed << " finds " << absent;
  }
}

TEST(FindIndexTest, nothing_typed_finds_nothing) {
  for (const char* text : {"", " ", "　", "·", "'-.,", "🙂", "\xFF\xFE"}) {
    EXPECT_TRUE(names_found(text).empty()) << text;
  }
  EXPECT_TRUE(names_found("张", 0).empty());
}

TEST(FindIndexTest, hits_are_ranked_from_the_whole_name_to_the_rep) {
  using Names = std::vector<std::string>;
  // Whole name before its beginning; equal ones by pinyin, then by key.
  EXPECT_EQ(names_found("zhangwei"), (Names{"张伟", "章伟", "张伟民"}));
  EXPECT_EQ(names_found("张"), (Names{"张伟", "张伟民", "张文", "李小张"}));
  // Initials of the whole name before those of a beginning.
  EXPECT_EQ(names_found("zw"), (Names{"张伟", "章伟", "张文", "张伟民"}));
  // Guests' names, then the guests of a rep of that name.
  EXPECT_EQ(names_found("李"), (Names{"李小张", "张文", "王丽芳", "王小明", "张伟", "张伟民"}));
  // End of the phone before its middle.
  EXPECT_EQ(names_found("1234").front(), "王丽芳");
}

TEST(FindIndexTest, a_hit_says_how_and_where_it_fits) {
  const FindIndex index = index_of(guests());
  const auto first = [&](const char* text) { return index.find(text, 1).at(0); };
  EXPECT_EQ(first("张伟"), (FindHit{0, FindRank::exact_name, FindField::name}));
  EXPECT_EQ(first("zhangweim"), (FindHit{1, FindRank::name_start, FindField::name}));
  EXPECT_EQ(first("wlf"), (FindHit{4, FindRank::initials, FindField::name}));
  EXPECT_EQ(first("zhwm"), (FindHit{1, FindRank::mixed_start, FindField::name}));
  EXPECT_EQ(first("李芳"), (FindHit{2, FindRank::exact_name, FindField::companion}));
  EXPECT_EQ(first("13812345678"), (FindHit{0, FindRank::exact_code, FindField::phone}));
  EXPECT_EQ(first("45678"), (FindHit{0, FindRank::phone_end, FindField::phone}));
  EXPECT_EQ(first("abcde-01234"), (FindHit{0, FindRank::exact_code, FindField::short_code}));
  EXPECT_EQ(first("k-001"), (FindHit{0, FindRank::exact_code, FindField::list_id}));
  EXPECT_EQ(first("赵敏"), (FindHit{3, FindRank::rep, FindField::rep}));
  EXPECT_EQ(first("王 1234"), (FindHit{4, FindRank::phone_end, FindField::phone}));
}

TEST(FindIndexTest, the_limit_keeps_the_best) {
  const auto all = names_found("l");
  ASSERT_GT(all.size(), 5u);
  for (std::size_t limit = 1; limit <= all.size() + 1; ++limit) {
    const auto some = names_found("l", limit);
    EXPECT_TRUE(std::ranges::equal(some, std::span(all).first(std::min(limit, all.size()))));
  }
}

TEST(FindIndexTest, a_changed_guest_is_found_by_what_is_new_and_not_by_what_was) {
  FindIndex index(pinyin());
  index.set(7, {"张伟", {"李芳"}, {"13812345678", "13900001111"}, "ABCDE01234", "赵敏", "K1"});
  index.set(7, {"王小明", {}, {"13711112222"}, "", "", ""});
  for (const char* old : {"张伟", "lifang", "5678", "1111 1", "ABCDE01234", "赵敏", "K1"}) {
    EXPECT_TRUE(index.find(old, 10).empty()) << old;
  }
  EXPECT_EQ(index.find("wxm", 10).size(), 1u);
  index.remove(7);
  index.remove(7);
  EXPECT_TRUE(index.find("wxm", 10).empty());
  EXPECT_EQ(index.size(), 0u);
  index.set(8, {"单雄信", {}, {}, "", "", ""});
  EXPECT_EQ(index.find("shan", 10).at(0).key, 8u);
  EXPECT_TRUE(index.find("2222", 10).empty());
}

std::string initials_of(const std::string& name) {
  std::string initials;
  for (const NamePart* part : pinyin().parts(name)) initials += part->readings.front().front();
  return initials;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool finds(const FindIndex& index, const std::string& text, GuestKey key) {
  const auto hits = index.find(text, index.size());
  return std::ranges::any_of(hits, [&](const FindHit& hit) { return hit.key == key; });
}

RC_GTEST_PROP(FindIndexProperty, everybody_is_found_by_name_pinyin_initials_and_digits, ()) {
  NameGenerator generator(*rc::gen::arbitrary<std::uint64_t>());
  std::vector<FindEntry> entries;
  for (int i = 0; i < 500; ++i) {
    entries.push_back({random_chinese_name(generator),
                       {random_chinese_name(generator)},
                       {random_phone(generator)},
                       "",
                       random_chinese_name(generator),
                       ""});
  }
  const FindIndex index = index_of(entries);
  for (GuestKey key = 0; key < entries.size(); key += 1 + random_below(generator, 20)) {
    const FindEntry& entry = entries[key];
    const std::string spelling = pinyin().spelling(pinyin().parts(entry.name));
    RC_ASSERT(finds(index, entry.name, key));
    RC_ASSERT(finds(index, spelling, key));
    RC_ASSERT(finds(index, without_blanks(spelling), key));
    RC_ASSERT(finds(index, initials_of(entry.name), key));
    RC_ASSERT(finds(index, entry.phones[0].substr(7), key));
    RC_ASSERT(finds(index, entry.name.substr(0, 3) + " " + entry.phones[0].substr(7), key));
    RC_ASSERT(finds(index, entry.companions[0], key));
    RC_ASSERT(finds(index, entry.rep_name, key));
    RC_ASSERT(index.find(entry.name, 1).at(0).rank == FindRank::exact_name);
  }
}

RC_GTEST_PROP(FindIndexProperty, changes_in_any_order_leave_what_a_fresh_index_holds, ()) {
  NameGenerator generator(*rc::gen::arbitrary<std::uint64_t>());
  FindIndex changed(pinyin());
  std::map<GuestKey, FindEntry> current;
  for (int i = 0; i < 3000; ++i) {
    const GuestKey key = random_below(generator, 60);
    if (random_below(generator, 4) == 0) {
      changed.remove(key);
      current.erase(key);
      continue;
    }
    FindEntry entry{random_chinese_name(generator), {}, {random_phone(generator)}, "", "", ""};
    for (std::size_t n = random_below(generator, 3); n > 0; --n) {
      entry.companions.push_back(random_chinese_name(generator));
      entry.phones.push_back(random_phone(generator));
    }
    changed.set(key, entry);
    current[key] = entry;
  }
  FindIndex fresh(pinyin());
  for (const auto& [key, entry] : current) fresh.set(key, entry);
  for (const char* text : {"w", "zh", "伟", "l y", "13", "138", "1381", "wang", "ly", "明 w"}) {
    RC_ASSERT(changed.find(text, 100) == fresh.find(text, 100));
  }
}

RC_GTEST_PROP(FindIndexProperty, any_bytes_may_be_typed_or_stored, (std::string bytes)) {
  FindIndex index = index_of(guests());
  index.set(1000, {bytes, {bytes, ""}, {bytes}, bytes, bytes, bytes});
  (void)index.find(bytes, 5);
  (void)index.find(bytes + "张" + std::string(1, '\0') + bytes, 5);
  RC_ASSERT(index.find("张伟", 1).at(0).key == 0u);
}

TEST(FindIndexTest, very_long_texts_are_answered) {
  const FindIndex index = index_of(guests());
  for (const char* unit : {"a", "王", "1", "王 ", "zhang ", "'", "\xF0\x9F\x99\x82"}) {
    std::string text;
    while (text.size() < 100'000) text += unit;
    EXPECT_LE(index.find(text, 10).size(), 10u) << unit;
  }
  FindIndex with_long_name(pinyin());
  std::string name;
  while (name.size() < 3000) name += "张";
  with_long_name.set(1, {name, {}, {std::string(500, '1')}, name, name, name});
  EXPECT_EQ(with_long_name.find(name, 10).size(), 1u);
  EXPECT_EQ(with_long_name.find("zhangzhang", 10).size(), 1u);
}

}  // namespace
}  // namespace yingbin
