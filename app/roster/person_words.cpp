#include "roster/person_words.h"

#include <algorithm>
#include <iterator>

#include "roster/list_text.h"

namespace yingbin {
namespace {

// 300 surnames cover 99 % of people; used only to tell 王芳 李娜 (two) from 王芳娜 (one).
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
    U"魏吕丁任"
    U"沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅付方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    U"严覃武戴"
    U"莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    U"柯纪梅童"
    U"凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    U"车项连芦"
    U"麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
    U"虞敖巩明"
    U"佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花"
    U"权强帅屠"
    U"豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘"
    U"亓修邰赫"
    U"杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植"
    U"衡富尧闭由龑翀";
constexpr std::u32string_view kCompoundSurnames[] = {
    U"欧阳", U"司马", U"上官", U"诸葛", U"尉迟", U"令狐", U"皇甫", U"东方",    U"独孤",
    U"慕容", U"万俟", U"公孙", U"夏侯", U"长孙", U"宇文", U"司徒", U"司空",    U"端木",
    U"百里", U"呼延", U"南宫", U"轩辕", U"钟离", U"闻人", U"赫连", U"澹台",    U"公冶",
    U"宗政", U"濮阳", U"淳于", U"单于", U"申屠", U"仲孙", U"鲜于", U"拓跋",    U"东郭",
    U"西门", U"公羊", U"太史", U"第五", U"纳兰", U"完颜", U"叶赫", U"爱新觉罗"};

// Forms of address, longest first.
constexpr std::u32string_view kTitles[] = {
    U"先生", U"女士", U"小姐", U"太太", U"夫人", U"老师", U"阿姨", U"叔叔", U"大爷", U"大妈",
    U"大叔", U"大姐", U"大哥", U"奶奶", U"爷爷", U"伯伯", U"经理", U"主任", U"医生", U"同志",
    U"师傅", U"院长", U"老板", U"总",   U"姐",   U"哥",   U"叔",   U"姨",   U"某",   U"某某"};
constexpr std::u32string_view kStrippable[] = {U"先生", U"女士", U"小姐", U"太太", U"夫人",
                                               U"老师", U"阿姨", U"叔叔", U"大爷", U"大妈",
                                               U"奶奶", U"爷爷", U"同志"};
constexpr std::u32string_view kCoupleWords[] = {U"夫妻二人", U"夫妇二人", U"夫妻俩", U"夫妇俩",
                                                U"夫妇",     U"夫妻",     U"两口子", U"老两口",
                                                U"伉俪",     U"夫妻两人"};
constexpr std::u32string_view kRelations[] = {
    U"配偶", U"老伴", U"爱人", U"妻子", U"丈夫", U"老公", U"老婆", U"太太", U"夫人", U"先生",
    U"家属", U"同伴", U"随行", U"同行", U"陪同", U"女儿", U"儿子", U"母亲", U"父亲", U"妈妈",
    U"爸爸", U"朋友", U"邻居", U"携",   U"带",   U"及",   U"和",   U"妻",   U"夫"};

bool ends_with(std::u32string_view text, std::u32string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool all_han(std::u32string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_han);
}

template <class Words>
bool is_among(std::u32string_view text, const Words& words) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

}  // namespace

bool is_surname(std::u32string_view text) {
  if (text.size() == 1) return kSurnames.find(text[0]) != std::u32string_view::npos;
  return is_among(text, kCompoundSurnames);
}

bool looks_full_chinese(std::u32string_view text) {
  return text.size() >= 2 && text.size() <= 4 && all_han(text) && is_surname(text.substr(0, 1)) &&
         !is_surname(text);
}

bool is_title(std::u32string_view text) { return is_among(text, kTitles); }

bool is_couple_word(std::u32string_view text) { return is_among(text, kCoupleWords); }

bool is_relation(std::u32string_view text) { return is_among(text, kRelations); }

bool take_couple_word(std::u32string& text) {
  for (const std::u32string_view word : kCoupleWords) {
    if (text.size() <= word.size() || !ends_with(text, word)) continue;
    text.resize(text.size() - word.size());
    while (!text.empty() && (text.back() == ' ' || text.back() == U'、')) text.pop_back();
    return true;
  }
  return false;
}

std::u32string without_title(std::u32string name) {
  for (const std::u32string_view title : kStrippable) {
    if (!ends_with(name, title)) continue;
    const std::u32string_view rest =
        std::u32string_view(name).substr(0, name.size() - title.size());
    if (looks_full_chinese(rest)) return std::u32string(rest);
  }
  return name;
}

std::u32string without_relation(std::u32string text) {
  for (const std::u32string_view word : kRelations) {
    if (text.size() <= word.size() || std::u32string_view(text).substr(0, word.size()) != word)
      continue;
    std::u32string rest = text.substr(word.size());
    while (!rest.empty() && (rest[0] == ':' || rest[0] == ' ' || rest[0] == '-')) rest.erase(0, 1);
    if (looks_full_chinese(rest) || rest.size() + word.size() < text.size()) return rest;
  }
  return text;
}

}  // namespace yingbin
