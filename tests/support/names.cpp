#include "support/names.h"

#include <array>
#include <string_view>
#include <vector>

namespace yingbin {
namespace {

// About how many in 1,000 people have the surname; the last line, at one each, brings the surnames
// whose reading is hard.
constexpr std::string_view kSurnames =
    "王72 李72 张67 刘54 陈45 杨31 黄25 赵22 吴20 周19 徐15 孙15 马13 朱13 胡12 郭12 何11 林11 "
    "高10 罗10 "
    "郑9 梁9 谢8 宋8 唐7 许7 韩6 邓6 冯6 曹6 彭6 曾6 肖6 田5 董5 潘5 袁5 蔡5 蒋5 余5 于5 杜5 叶4 "
    "程4 "
    "魏4 苏4 吕4 丁4 任4 卢4 姚4 沈4 钟4 姜4 崔4 谭4 陆4 范4 汪4 廖4 石3 金3 韦3 贾3 夏3 付3 方3 "
    "邹3 熊3 "
    "白3 孟3 秦3 邱3 侯3 江3 尹3 薛3 闫3 段3 雷3 龙2 黎2 史2 陶2 贺2 毛2 郝2 顾2 龚2 邵2 万2 覃2 "
    "武2 钱2 戴2 "
    "严2 莫2 孔2 向2 常2 汤2 康2 易2 乔2 赖2 文2 施2 洪2 辛1 柯1 颜1 牛1 温1 葛1 "
    "单1 区1 解1 查1 仇1 朴1 缪1 种1 翟1 盖1 尉迟1 欧阳1 上官1 司马1 诸葛1 令狐1 长孙1 万俟1 冼1 "
    "逄1 ";

// Frequent ones several times, as in life.
constexpr std::string_view kGivenCharacters =
    "英英英华华华玉玉玉秀秀秀明明明文文文兰兰兰金金国国国春春春红红红丽丽丽梅梅梅桂桂建建建军军军平"
    "平平志志志云云"
    "生生林林芳芳芳海海凤凤珍珍荣荣霞霞辉辉燕燕德德永永成成龙龙超超杰杰强强伟伟伟敏敏敏静静静勇勇勇"
    "艳艳娟娟涛涛磊磊"
    "洋洋娜娜刚刚飞飞波波斌斌宇宇浩浩鹏鹏晓晓晓雪雪婷婷玲玲子子欣欣雨雨嘉嘉佳佳俊俊鑫鑫旭旭东东新新"
    "学学"
    "安邦宝保北贝本彬冰秉博才彩灿昌长畅朝晨诚承川传纯慈聪翠达大丹道登殿典鼎定栋端敦恩尔发帆范芬丰峰"
    "锋逢福富刚"
    "钢耕功光广贵冠瀚豪禾和河贺恒衡弘宏洪鸿厚虎花怀环焕惠慧会吉吉基继佶季家坚健剑江姜娇洁捷锦劲进晋"
    "京经晶景净靖"
    "久菊聚均君珺凯康科可克坤兰岚乐蕾礼理力立励利莉莲良亮琳凌岭柳露璐伦洛茂美孟梦苗民名铭沐楠宁培佩"
    "朋品萍萍普琪琦"
    "启千谦前乾倩强巧钦琴青清庆琼秋群然仁任容如茹瑞润若森莎山珊善尚少绍升声胜圣盛师石诗时士世仕守淑"
    "树帅双爽顺舜思"
    "松素素泰堂天田铁廷同彤万旺望薇维炜卫蔚温武希曦熙喜仙先贤显宪相香祥翔向潇小笑心信星兴行幸雄修绪"
    "轩萱璇亚妍岩炎"
    "彦阳瑶耀业叶一怡依宜义艺亦逸毅茵银迎盈颖莹影勇友有余瑜煜元媛源远月悦跃越芸运韵泽增展章兆哲珍真"
    "振正政之芝知智"
    "忠仲竹卓姿紫宗祖晟重隽珲晖玟颉翀堃龑喆骁焱女绿律";

struct Weighted {
  std::string_view surname;
  std::size_t up_to = 0;  // sum of the weights so far
};

std::vector<Weighted> read_surnames() {
  std::vector<Weighted> read;
  std::size_t sum = 0;
  for (std::string_view rest = kSurnames; !rest.empty();) {
    const std::size_t digits = rest.find_first_of("0123456789");
    const std::size_t blank = rest.find(' ');
    sum += std::stoul(std::string(rest.substr(digits, blank - digits)));
    read.push_back({rest.substr(0, digits), sum});
    rest.remove_prefix(blank + 1);
  }
  return read;
}

std::string_view random_surname(NameGenerator& generator) {
  static const std::vector<Weighted> kRead = read_surnames();
  const std::size_t drawn = random_below(generator, kRead.back().up_to);
  for (const Weighted& weighted : kRead) {
    if (drawn < weighted.up_to) return weighted.surname;
  }
  return kRead.front().surname;
}

std::string_view random_character(NameGenerator& generator) {
  constexpr std::size_t kBytes = 3;  // of every one of them in UTF-8
  const std::size_t index = random_below(generator, kGivenCharacters.size() / kBytes);
  return kGivenCharacters.substr(index * kBytes, kBytes);
}

}  // namespace

std::string random_chinese_name(NameGenerator& generator) {
  std::string name(random_surname(generator));
  name += random_character(generator);
  if (random_below(generator, 100) < 78) name += random_character(generator);
  return name;
}

std::string random_phone(NameGenerator& generator) {
  constexpr std::array<std::string_view, 12> kStarts = {"138", "139", "136", "137", "150", "151",
                                                        "158", "186", "133", "189", "177", "199"};
  std::string phone(kStarts[random_below(generator, kStarts.size())]);
  while (phone.size() < 11) phone += static_cast<char>('0' + random_below(generator, 10));
  return phone;
}

}  // namespace yingbin
