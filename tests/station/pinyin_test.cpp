#include "station/pinyin.h"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

namespace yingbin {
namespace {

const Pinyin& pinyin() {
  static const std::unique_ptr<Pinyin> kOpened = *Pinyin::open();
  return *kOpened;
}

std::string spelling(std::string_view name) { return pinyin().spelling(pinyin().parts(name)); }

struct Spelling {
  const char* name;
  const char* usual;
};

TEST(PinyinTest, the_usual_spelling_reads_surnames_as_surnames) {
  const Spelling spellings[] = {
      {"张伟", "zhang wei"},
      {"单雄信", "shan xiong xin"},
      {"王单", "wang dan"},
      {"曾国藩", "zeng guo fan"},
      {"区伟", "ou wei"},
      {"解晓东", "xie xiao dong"},
      {"查良镛", "zha liang yong"},
      {"仇英", "qiu ying"},
      {"尉迟恭", "yu chi gong"},
      {"万俟卨", "mo qi xie"},
      {"长孙无忌", "zhang sun wu ji"},
      {"单于明", "chan yu ming"},
      {"单于", "shan yu"},
      {"澹台明", "tan tai ming"},
      {"乐正子", "yue zheng zi"},
      {"朴槿惠", "piao jin hui"},
      {"缪昌文", "miao chang wen"},
      {"覃塞", "qin sai"},
      {"种师道", "chong shi dao"},
      {"翟天", "zhai tian"},
      {"盖明", "ge ming"},
      {"任华", "ren hua"},
      {"吕布", "lv bu"},
      {"欧阳娜", "ou yang na"},
      {"祭晓", "zhai xiao"},
      {"张乐", "zhang le"},
      {"张偉", "zhang wei"},
  };
  for (const auto& [name, usual] : spellings) EXPECT_EQ(spelling(name), usual) << name;
}

TEST(PinyinTest, names_that_are_not_two_or_three_hanzi_have_a_spelling_too) {
  const Spelling spellings[] = {
      {"𬱖", "di"},
      {"龑翀堃", "yan chong kun"},
      {"阿卜杜·热合曼", "a bo du re he man"},
      {"Anna Müller", "anna mvller"},
      {"José Ñandú O'Brien", "jose nandu o brien"},
      {"Łukasz Straße", "lukasz strasse"},
      {"ＡＢＣ１２", "abc12"},
      {"张三2", "zhang san 2"},
      {"Иван", "и в а н"},
      {"张 伟", "zhang wei"},
      {"张伟😀", "zhang wei"},
      {"", ""},
      {" ·-", ""},
  };
  for (const auto& [name, usual] : spellings) EXPECT_EQ(spelling(name), usual) << name;
}

struct Readings {
  const char* character;
  std::vector<std::string> all;
};

TEST(PinyinTest, a_character_is_found_by_every_common_reading) {
  const Readings expected[] = {
      {"单", {"shan", "dan", "chan"}},
      {"曾", {"zeng", "ceng"}},
      {"区", {"ou", "qu"}},
      {"解", {"xie", "jie"}},
      {"查", {"zha", "cha"}},
      {"仇", {"qiu", "chou"}},
      {"尉", {"yu", "wei"}},
      {"俟", {"qi", "si"}},
      {"朴", {"piao", "pu"}},
      {"缪", {"miao", "mou"}},
      {"覃", {"qin", "tan"}},
      {"种", {"chong", "zhong"}},
      {"吕", {"lv", "lu"}},
      {"女", {"nv", "nu"}},
      {"绿", {"lv", "lu"}},
      {"律", {"lv", "lu"}},
      {"略", {"lve", "lue"}},
      {"乐", {"le", "yue"}},
      {"行", {"xing", "hang"}},
      {"长", {"chang", "zhang"}},
      {"重", {"zhong", "chong"}},
      {"朝", {"chao", "zhao"}},
      {"晟", {"sheng", "cheng"}},
      {"翟", {"zhai", "di"}},
      {"盖", {"ge", "gai"}},
      {"召", {"shao", "zhao"}},
      {"贾", {"jia", "gu"}},
      {"纪", {"ji"}},
      {"任", {"ren"}},
      {"华", {"hua"}},
      {"葛", {"ge"}},
      {"宁", {"ning"}},
      {"洗", {"xian", "xi"}},
      {"冼", {"xian"}},
      {"柏", {"bai", "bo"}},
      {"祭", {"zhai", "ji"}},
      {"员", {"yun", "yuan"}},
      {"逄", {"pang"}},
      {"隗", {"wei", "kui"}},
      {"万", {"wan", "mo"}},
      {"车", {"che", "ju"}},
      {"石", {"shi", "dan"}},
      {"叶", {"ye", "xie"}},
      {"沈", {"shen", "chen"}},
      {"陆", {"lu", "liu"}},
      {"六", {"liu", "lu"}},
      {"传", {"chuan", "zhuan"}},
      {"茜", {"qian", "xi"}},
      {"莎", {"sha", "suo"}},
      {"娜", {"na", "nuo"}},
      {"隽", {"jun", "juan"}},
      {"筠", {"yun", "jun"}},
      {"莘", {"shen", "xin"}},
      {"调", {"tiao", "diao"}},
      {"參", {"can", "shen"}},
      {"賈", {"jia", "gu"}},
      {"呂", {"lv", "lu"}},
  };
  for (const auto& [character, all] : expected) {
    const auto parts = pinyin().parts(character);
    ASSERT_EQ(parts.size(), 1u) << character;
    for (const std::string& reading : all) {
      EXPECT_TRUE(std::ranges::count(parts.front()->readings, reading) == 1)
          << character << ' ' << reading;
    }
  }
}

TEST(PinyinTest, no_reading_has_a_tone_or_a_letter_that_keyboards_lack) {
  for (char32_t c = 0x4E00; c < 0x9FFF; c += 7) {
    const std::string utf8 = {static_cast<char>(0xE0 | (c >> 12)),
                              static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                              static_cast<char>(0x80 | (c & 0x3F))};
    for (const NamePart* part : pinyin().parts(utf8)) {
      for (const std::string& reading : part->readings) {
        EXPECT_TRUE(std::ranges::all_of(reading, [](char r) { return r >= 'a' && r <= 'z'; }))
            << utf8 << ' ' << reading;
      }
      EXPECT_LT(part->surname_reading, std::max<std::size_t>(1, part->readings.size()));
    }
  }
}

TEST(PinyinTest, the_same_character_is_the_same_part_everywhere) {
  EXPECT_EQ(pinyin().parts("单雄").front(), pinyin().parts("王单").back());
  EXPECT_NE(pinyin().parts("单").front()->number, pinyin().parts("王").front()->number);
}

TEST(PinyinTest, folding_keeps_what_can_be_typed_and_marks_where_words_end) {
  EXPECT_EQ(pinyin().fold("ＺＨＡＮＧ　ｗｅｉ，１２３"), U"zhang wei 123");
  EXPECT_EQ(pinyin().fold("Lü"), U"l\u00FC");
  EXPECT_EQ(pinyin().fold("阿·卜"), U"阿'卜");
  EXPECT_EQ(pinyin().fold("u\u0308"), U"\u00FC");  // decomposed, as macOS writes it
  EXPECT_EQ(pinyin().fold(std::string_view("a\0b", 3)), U"a b");
  EXPECT_EQ(pinyin().fold("\xFF\xC3"), U"''");
}

TEST(PinyinTest, several_threads_may_read_names_at_once) {
  const auto opened = *Pinyin::open();
  std::vector<std::thread> threads;
  std::vector<std::string> spelled(4);
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    threads.emplace_back([&, i] {
      for (const char* name : {"张伟", "李娜", "单雄信", "Anna Müller", "王芳", "赵敏"}) {
        spelled[i] += opened->spelling(opened->parts(name)) + ",";
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(spelled[0], "zhang wei,li na,shan xiong xin,anna mvller,wang fang,zhao min,");
  EXPECT_EQ(std::ranges::count(spelled, spelled[0]), 4);
}

}  // namespace
}  // namespace yingbin
