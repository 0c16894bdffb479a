#include "support/sample_guests.h"

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string_view>

namespace yingbin {
namespace {

constexpr std::size_t kGuests = 600;

struct RepShare {
  std::string_view name;
  std::size_t guests;
};
constexpr RepShare kReps[] = {
    {"张伟", 80},   {"李娜", 72},  {"欧阳慧", 66}, {"赵敏", 58}, {"陈志强", 55},
    {"黄丽萍", 50}, {"周翀", 48},  {"吴秀英", 44}, {"孙堃", 40}, {"阿依古丽·买买提", 36},
    {"马小龙", 29}, {"曾国庆", 22}};

// Names that software gets wrong: rare hanzi, double and misread surnames, other peoples' names,
// Latin ones, and namesakes (also of a rep).
constexpr std::string_view kSpecialNames[] = {"陈龑",
                                              "王翀",
                                              "李𬱖",
                                              "孙堃",
                                              "赵䶮",
                                              "周㛃",
                                              "马骉",
                                              "吴喆",
                                              "郑珺",
                                              "钱犇",
                                              "冯翯",
                                              "蒋彧",
                                              "刘昶",
                                              "高翾",
                                              "何曌",
                                              "朱赟",
                                              "林垚",
                                              "欧阳修文",
                                              "司马玉兰",
                                              "上官云珠",
                                              "诸葛明",
                                              "尉迟恭德",
                                              "令狐秀英",
                                              "皇甫建国",
                                              "慕容雪",
                                              "长孙素芬",
                                              "东方红梅",
                                              "单秀珍",
                                              "曾国华",
                                              "区小凤",
                                              "解文华",
                                              "仇桂英",
                                              "查玉芳",
                                              "盖志刚",
                                              "朴永哲",
                                              "万俟兰",
                                              "翟桂香",
                                              "覃美玲",
                                              "缪凤英",
                                              "种建平",
                                              "乐嘉文",
                                              "阿依努尔·艾则孜",
                                              "古丽娜尔·热合曼",
                                              "买买提·吐尔逊",
                                              "阿卜杜热合曼·阿卜杜拉",
                                              "帕提古丽·司马义",
                                              "吐尔逊江·买买提艾力",
                                              "热依汗古丽·托合提",
                                              "次仁旺堆",
                                              "扎西顿珠",
                                              "卓玛拉姆",
                                              "尼玛次仁·多吉",
                                              "格桑曲珍",
                                              "洛桑丹增",
                                              "乌云其其格",
                                              "巴特尔·孟和",
                                              "斯琴高娃",
                                              "那木日·图雅",
                                              "苏日娜·敖日格乐",
                                              "阿加伍呷莫",
                                              "吉克曲布",
                                              "Maria Santos",
                                              "John O'Connor",
                                              "Anne-Marie Dubois",
                                              "Nguyễn Văn Hùng",
                                              "José García",
                                              "张伟",
                                              "张伟",
                                              "张伟",
                                              "王秀英",
                                              "王秀英",
                                              "王秀英",
                                              "李建国",
                                              "李建国",
                                              "李建国",
                                              "刘玉兰",
                                              "刘玉兰"};

constexpr std::string_view kSurnames =
    "王王王王王王李李李李李李张张张张张刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵吴吴周周徐徐孙孙马马朱朱胡胡"
    "郭郭何林高罗郑梁谢宋唐许韩邓冯曹彭肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏方邹熊白孟秦邱侯江尹薛段雷黎史陶贺毛郝顾龚邵钱戴严莫孔向汤康易乔赖文施洪";
// People of sixty and more, and some of their children.
constexpr std::string_view kFirst =
    "建国秀玉桂淑志文德永春凤金红丽明海卫爱素兰新庆荣美翠宝成俊晓雅慧";
constexpr std::string_view kSecond = "英兰芳珍梅华平民强军生林云霞琴香荣萍芬贵福祥明忠义良才山河东";

std::string_view character(std::string_view text, std::size_t index) {
  return text.substr(index * 3, 3);  // all of them have three bytes in UTF-8
}

// Draws alike on every standard library, unlike std::uniform_int_distribution and std::shuffle.
class Dealer {
 public:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(generator_() % bound); }
  std::string_view character_of(std::string_view text) {
    return character(text, below(text.size() / 3));
  }
  template <class Row>
  void shuffle(std::vector<Row>& rows) {
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[below(i)]);
  }

 private:
  std::mt19937_64 generator_{20261018};
};

std::string common_name(Dealer& dealer) {
  std::string name(dealer.character_of(kSurnames));
  name += dealer.character_of(kFirst);
  if (dealer.below(10) < 8) name += dealer.character_of(kSecond);
  return name;
}

std::vector<std::string> names(Dealer& dealer) {
  std::vector<std::string> all(std::begin(kSpecialNames), std::end(kSpecialNames));
  while (all.size() < kGuests) all.push_back(common_name(dealer));
  dealer.shuffle(all);
  return all;
}

// No subscriber has such a number: 1990000 and four digits.
std::string phone(std::size_t index) {
  const std::string last = std::to_string((index * 7919 + 1379) % 10'000);
  return "1990000" + std::string(4 - last.size(), '0') + last;
}

std::string address(Dealer& dealer) {
  constexpr std::array kRoads = {"桂花路",   "银杏街", "滨河东路", "滨河西路", "向阳路",
                                 "人民南路", "建设街", "文化巷",   "解放路",   "青年路"};
  constexpr std::array kEstates = {"金桂苑",   "银杏里",   "阳光花园",
                                   "滨河小区", "教师新村", "纺织厂宿舍"};
  constexpr std::array kDistricts = {"滨河区", "城关区", "新城区", "东山县"};
  return std::string("示例市") + kDistricts[dealer.below(kDistricts.size())] +
         kRoads[dealer.below(kRoads.size())] + std::to_string(1 + dealer.below(200)) + "号" +
         kEstates[dealer.below(kEstates.size())] + std::to_string(1 + dealer.below(18)) + "栋" +
         std::to_string(1 + dealer.below(6)) + "0" + std::to_string(1 + dealer.below(4));
}

// How many come: singles, couples, families; 780 people in all.
std::vector<std::size_t> party_sizes(Dealer& dealer) {
  std::vector<std::size_t> sizes(440, 1);
  sizes.insert(sizes.end(), 143, 2);
  sizes.insert(sizes.end(), 14, 3);
  sizes.insert(sizes.end(), 3, 4);
  dealer.shuffle(sizes);
  return sizes;
}

std::vector<std::string> reps(Dealer& dealer) {
  std::vector<std::string> all;
  for (const RepShare& share : kReps) all.insert(all.end(), share.guests, std::string(share.name));
  dealer.shuffle(all);
  return all;
}

std::vector<std::string> zones(Dealer& dealer) {
  std::vector<std::string> all;
  all.insert(all.end(), 118, "红区");
  all.insert(all.end(), 192, "黄区");
  all.insert(all.end(), 132, "蓝区");
  all.insert(all.end(), 100, "绿区");
  all.insert(all.end(), kGuests - all.size(), "");
  dealer.shuffle(all);
  return all;
}

void tell_party(Dealer& dealer, std::size_t size, SampleGuest& guest) {
  std::set<std::string> companions;
  while (companions.size() + 1 < size) companions.insert(common_name(dealer));
  for (const std::string& companion : companions) {
    guest.companions += (guest.companions.empty() ? "" : "、") + companion;
  }
  if (size == 2 && dealer.below(4) == 0) guest.companions = dealer.below(2) == 0 ? "老伴" : "";
  guest.persons = std::to_string(size);
  if (dealer.below(12) == 0) guest.persons += "人";
  if (size == 1 && dealer.below(3) == 0) guest.persons.clear();
}

void tell_habits(Dealer& dealer, SampleGuest& guest) {
  constexpr std::array kGrades = {"A", "A", "B", "B", "B", "C", "C", "A类", "B类", ""};
  constexpr std::array kChannels = {"电话邀约",   "电话邀约",   "电话",     "上门送函",
                                    "老客户介绍", "老客户介绍", "朋友推荐", "报纸",
                                    "微信公众号", "社区活动",   ""};
  constexpr std::array kNotes = {"老会员", "首次参加", "喜欢坐一起", "需接送", "素食"};
  guest.grade = kGrades[dealer.below(kGrades.size())];
  guest.channel = kChannels[dealer.below(kChannels.size())];
  if (dealer.below(9) == 0) guest.note = kNotes[dealer.below(kNotes.size())];
}

// Only zones that have such seats are wished for with them.
void tell_needs(std::vector<SampleGuest>& guests) {
  std::size_t wheelchair = 0;
  std::size_t seen = 0;
  for (SampleGuest& guest : guests) {
    if (guest.zone.empty() || guest.zone == "绿区") continue;
    ++seen;
    if (seen % 47 == 5 && wheelchair < 9) {
      guest.needs = "轮椅";
      ++wheelchair;
    } else if (seen % 11 == 3) {
      guest.needs = seen % 2 == 0 ? "靠过道" : "过道";
    } else if (guest.zone == "红区" && seen % 7 == 1) {
      guest.needs = "前排";
    }
  }
}

// What lists are like: each of these is taken all the same.
void soil(std::vector<SampleGuest>& guests) {
  const auto spaced = [](const std::string& phone, std::string_view mark) {
    return phone.substr(0, 3) + std::string(mark) + phone.substr(3, 4) + std::string(mark) +
           phone.substr(7);
  };
  for (std::size_t i = 0; i < guests.size(); ++i) {
    SampleGuest& guest = guests[i];
    guest.phone_as_number = i % 3 == 1;
    if (i % 40 == 7) guest.name += "  ";
    if (i % 50 == 9 && guest.name.size() == 6) guest.name.insert(3, "\u3000");  // 张　伟
    if (i % 45 == 12) guest.phone = "+86 " + spaced(guest.phone, "-");
    if (i % 45 == 24) guest.phone = spaced(guest.phone, " ");
    if (i % 90 == 30) guest.phone = "0086" + guest.phone;
    if (i % 45 == 12 || i % 45 == 24 || i % 90 == 30) guest.phone_as_number = false;
    if (i % 150 == 77) guest.rep += " ";
    if (i % 120 == 61) guest.phone.clear();  // reached by letter only
    if (i == 333 || i == 555) guest.phone = guest.address = "";
  }
}

}  // namespace

std::vector<SampleGuest> sample_guests() {
  Dealer dealer;
  const std::vector<std::string> all_names = names(dealer);
  const std::vector<std::size_t> sizes = party_sizes(dealer);
  const std::vector<std::string> all_reps = reps(dealer);
  const std::vector<std::string> all_zones = zones(dealer);
  std::vector<SampleGuest> guests;
  for (std::size_t i = 0; i < kGuests; ++i) {
    SampleGuest guest;
    const std::string number = std::to_string(1001 + i * 3);
    guest.list_id = "KH2026" + number;
    guest.name = all_names[i];
    guest.phone = phone(i);
    guest.address = address(dealer);
    guest.rep = all_reps[i];
    guest.zone = all_zones[i];
    tell_party(dealer, sizes[i], guest);
    tell_habits(dealer, guest);
    guests.push_back(std::move(guest));
  }
  tell_needs(guests);
  soil(guests);
  return guests;
}

}  // namespace yingbin
