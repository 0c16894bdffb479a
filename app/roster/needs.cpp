#include "roster/needs.h"

#include <string>
#include <vector>

#include "roster/list_text.h"

namespace yingbin {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t kTagLettersMax = 12;

const Words& wheelchair_words() {
  static const Words kWords = {"轮椅", "wheelchair"};
  return kWords;
}

const Words& aisle_words() {
  static const Words kWords = {"过道",     "走道",     "靠边", "通道", "腿脚不便",
                               "腿脚不好", "行动不便", "拐杖", "aisle"};
  return kWords;
}

const Words& front_words() {
  static const Words kWords = {"前排", "靠前", "坐前",     "第一排", "听力",
                               "耳背", "视力", "眼神不好", "front"};
  return kWords;
}

bool tells_a_need(std::string_view word) {
  const std::string text = lower(word);
  return contains_any(text, wheelchair_words()) || contains_any(text, aisle_words()) ||
         contains_any(text, front_words());
}

}  // namespace

ListChannel channel_of(std::string_view cleaned) {
  struct Meaning {
    ListChannel kind;
    Words words;
  };
  // In order: 老客户电话介绍 is a referral.
  static const std::vector<Meaning> kMeanings = {
      {ListChannel::referral,
       {"转介绍", "介绍", "推荐", "老带新", "口碑", "朋友", "亲友", "refer", "friend"}},
      {ListChannel::walk_in,
       {"自来", "自行", "上门客", "现场", "散客", "进店", "walk-in", "walk in", "walkin"}},
      {ListChannel::community_visit,
       {"社区", "入户", "家访", "拜访", "走访", "扫楼", "小区", "community", "visit"}},
      {ListChannel::letter,
       {"信函", "邀请函", "送函", "递送", "投递", "邮寄", "送票", "信", "函", "letter", "mail"}},
      {ListChannel::phone_call,
       {"电话", "电邀", "电联", "来电", "致电", "短信", "phone", "call", "tel"}},
      {ListChannel::media,
       {"媒体", "报纸", "电视", "广播", "广告", "网络", "微信", "抖音", "公众号", "朋友圈", "网站",
        "传单", "media", "newspaper", "radio", "tv", "online", "web", "ad"}}};
  if (cleaned.empty()) return ListChannel::none;
  const std::string text = lower(cleaned);
  if (text.find("朋友圈") != std::string::npos) return ListChannel::media;
  for (const Meaning& meaning : kMeanings) {
    if (contains_any(text, meaning.words)) return meaning.kind;
  }
  return ListChannel::other;
}

char grade_of(std::string_view cleaned) {
  const std::string text = lower(cleaned);
  if (text.empty() || text[0] < 'a' || text[0] > 'c') return 0;
  static const Words kAfter = {"",       "类",   "级", "等", "档",  "类客户",
                               "级客户", "客户", "+",  "-",  " 类", " 级"};
  for (const std::string_view after : kAfter) {
    if (std::string_view(text).substr(1) == after) return static_cast<char>(text[0] - 'a' + 'A');
  }
  return 0;
}

void add_needs_told_in(std::string_view cleaned, GuestRow& guest) {
  for (const std::string& piece : split_cell(cleaned, U",，、;；/|\n。 ")) {
    const std::string text = lower(piece);
    static const Words kNot = {"不用", "不需", "不要", "无需", "没有", "no ", "非"};
    if (contains_any(text, kNot)) continue;
    guest.needs_wheelchair = guest.needs_wheelchair || contains_any(text, wheelchair_words());
    guest.needs_aisle = guest.needs_aisle || contains_any(text, aisle_words());
    guest.needs_front = guest.needs_front || contains_any(text, front_words());
  }
}

bool speaks_of_health(std::string_view word) {
  static const Words kHealth = {
      "病",    "症",     "癌",      "瘤",    "血压",   "血糖",    "血脂",    "三高",     "心脏",
      "脑梗",  "中风",   "手术",    "住院",  "残疾",   "偏瘫",    "瘫痪",    "过敏",     "失眠",
      "药",    "痛",     "炎",      "肝",    "肾",     "胃",      "肺",      "关节",     "骨",
      "听力",  "视力",   "耳背",    "失聪",  "失明",   "白内障",  "腿脚",    "行动不便", "怀孕",
      "孕妇",  "透析",   "化疗",    "支架",  "健康",   "diabet",  "cancer",  "disease",  "blood",
      "heart", "stroke", "surgery", "disab", "allerg", "illness", "pregnan", "health"};
  return contains_any(lower(word), kHealth);
}

bool is_too_long_for_tag(std::string_view word) {
  return code_points(word).size() > kTagLettersMax * 2;
}

bool is_tag(std::string_view word) {
  return !says_no(word) && !is_too_long_for_tag(word) && !speaks_of_health(word) &&
         !tells_a_need(word);
}

}  // namespace yingbin
