#include "roster/columns.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "roster/list_text.h"

namespace yingbin {
namespace {

constexpr std::size_t kHeadingBytesMax = 96;

struct Synonyms {
  Column kind;
  std::string_view words;  // normal form (see normal_form), separated by spaces
};

constexpr Synonyms kSynonyms[] = {
    {Column::name,
     "姓名 名字 名称 来宾 来宾姓名 来宾名单 客户 客户姓名 客户名 客户名称 嘉宾 嘉宾姓名 顾客 会员 "
     "客人 宾客 贵宾 宾客姓名 参会人 参会者 参会人员 参会嘉宾 与会人 被邀请人 受邀人 邀请对象 "
     "联系人 收件人 本人 主客 主宾 新人 name fullname guest guestname guests customer customername "
     "client clientname attendee attendeename participant invitee visitor contact contactname "
     "contactperson personname nameofguest chinesename"},
    {Column::surname, "姓 姓氏 surname lastname familyname last"},
    {Column::given_name, "名 firstname givenname forename first"},
    {Column::phone,
     "电话 手机 手机号 手机号码 电话号码 联系电话 联系手机 联系方式 移动电话 固定电话 固话 座机 "
     "家庭电话 住宅电话 联系号码 号码 本人电话 本人手机 备用电话 其他电话 电话手机 手机电话 "
     "来宾电话 "
     "客户电话 客户手机 tel telephone phone phonenumber phoneno mobile mobilephone mobilenumber "
     "mobileno cell cellphone cellnumber contactnumber contactphone contactno telno "
     "telephonenumber "
     "homephone workphone landline"},
    {Column::address,
     "地址 住址 家庭地址 家庭住址 联系地址 详细地址 通讯地址 通信地址 居住地址 现住址 收货地址 "
     "收件地址 邮寄地址 送货地址 居住地 住所 address homeaddress mailingaddress postaladdress "
     "streetaddress street residence"},
    {Column::address_part,
     "省 省份 市 城市 地市 区县 县 县区 市区 街道 乡镇 社区 小区 村 province state city district "
     "county "
     "town"},
    {Column::rep,
     "业务员 业务 业务代表 业务经理 邀请人 邀约人 邀请员工 邀约员工 负责人 负责员工 所属员工 员工 "
     "员工姓名 销售 "
     "销售员 销售顾问 销售代表 顾问 健康顾问 客服 客户经理 经办人 归属人 归属 所属业务员 跟进人 "
     "对接人 维护人 店员 代表 业务人员 rep reps salesrep salesperson salesman sales representative "
     "salesrepresentative agent consultant inviter invitedby owner accountmanager staff"},
    {Column::channel,
     "来源 来源渠道 渠道 客户来源 获客渠道 邀请方式 邀约方式 邀约渠道 来宾来源 信息来源 source "
     "channel "
     "sourcechannel leadsource origin howinvited"},
    {Column::grade,
     "等级 级别 意向 意向等级 意向级别 客户等级 客户级别 客户类别 客户分类 分级 分类 类别 评级 "
     "会员等级 grade "
     "level rank rating class category intent"},
    {Column::companions,
     "同伴 同伴姓名 配偶 配偶姓名 老伴 爱人 随行 随行人 随行人员 随行者 同行 同行人 同行人员 "
     "同行者 同行人姓名 "
     "随行人姓名 陪同 陪同人 陪同人员 陪同者 家属 家属姓名 伴侣 携伴 companion companions "
     "companionname spouse partner wife husband plusone accompanying accompaniedby guestofguest "
     "familymember familymembers"},
    {Column::companion_phone,
     "同伴电话 同伴手机 配偶电话 配偶手机 老伴电话 爱人电话 随行电话 随行人电话 同行人电话 "
     "同行电话 陪同人电话 家属电话 "
     "家属手机 companionphone companionmobile spousephone spousemobile partnerphone"},
    {Column::persons,
     "人数 同行人数 参会人数 到会人数 出席人数 赴宴人数 总人数 来宾人数 邀请人数 预计人数 人数合计 "
     "几人 位数 "
     "party partysize persons people numberofpersons numberofpeople numberofguests noofpersons "
     "noofguests headcount pax size admits count attendees seats"},
    {Column::extra_persons,
     "随行人数 陪同人数 携伴人数 随同人数 家属人数 带人数 另带人数 extra extraguests "
     "additionalguests "
     "companionscount numberofcompanions plus"},
    {Column::list_id,
     "编号 客户编号 来宾编号 嘉宾编号 会员编号 会员号 会员卡号 卡号 客户号 客户代码 档案号 "
     "档案编号 客户id 会员id 用户id "
     "来宾id id guestid customerid clientid memberid memberno membernumber customerno "
     "customernumber guestno guestnumber externalid uid userid recordid ref reference"},
    {Column::running_number,
     "序号 序 行号 顺序 顺序号 no sn nr index serialno serial rownumber row# #"},
    {Column::tags,
     "备注 标签 说明 附注 客户标签 备注信息 备注说明 remark remarks note notes comment comments "
     "tag tags "
     "label labels"},
    {Column::needs,
     "需求 特殊需求 特需 特殊要求 特殊照顾 照顾 座位要求 座位需求 need needs specialneeds "
     "specialrequirements requirements accessibility"},
    {Column::wheelchair, "轮椅 需要轮椅 轮椅位 是否轮椅 坐轮椅 wheelchair needswheelchair"},
    {Column::aisle, "过道 靠过道 过道位 走道 靠走道 通道 aisle aisleseat needsaisle"},
    {Column::front, "前排 靠前 前排位 前座 坐前排 front frontrow frontseat needsfront"},
    {Column::zone, "区域 分区 区 座位区域 所属区域 座区 会场区域 方阵 zone area section block"},
    {Column::seat,
     "座位 座位号 座次 席位 席位号 座位编号 区域座位 座席 坐席 位置 排座 排位 排座号 seat seatno "
     "seatnumber "
     "seating seatlabel zoneseat"},
    {Column::seat_row, "排 排号 第几排 行 row rowno"},
    {Column::seat_table, "桌 桌号 桌次 台号 席号 table tableno tablenumber"},
    {Column::seat_number, "座 座号 位 位号 号 几号座 chair chairno position"},
    {Column::code,
     "二维码 邀请码 邀请函编号 邀请函号 邀请函码 二维码内容 码 入场码 签到码 票号 券号 券码 条码 "
     "条形码 验证码 核销码 "
     "code qr qrcode invitationcode invitecode barcode ticket ticketcode ticketno ticketnumber "
     "checkincode"},
};

// Who the heading speaks of, left off when what remains is known: 客户联系电话, guest phone.
constexpr std::string_view kOwners[] = {
    "来宾",     "客户",   "嘉宾",   "顾客",    "会员",     "宾客", "客人",
    "贵宾",     "参会人", "参会",   "本人",    "联系人",   "用户", "guest",
    "customer", "client", "member", "contact", "attendee", "your", "the"};

const std::unordered_map<std::string_view, Column>& dictionary() {
  static const auto words = [] {
    std::unordered_map<std::string_view, Column> map;
    for (const Synonyms& synonyms : kSynonyms) {
      std::string_view rest = synonyms.words;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        if (space > 0) map.emplace(rest.substr(0, space), synonyms.kind);
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
    }
    return map;
  }();
  return words;
}

// Lower case, without what stands in brackets, spaces, signs and a number at the end ("电话 2").
std::string normal_form(std::string_view heading) {
  std::u32string kept;
  int brackets = 0;
  for (const char32_t c : code_points(lower(heading))) {
    if (c == '(' || c == '[' || c == U'【' || c == U'〔') ++brackets;
    if (brackets == 0 && (is_letter(c) || (c >= '0' && c <= '9') || c == '#')) kept.push_back(c);
    if ((c == ')' || c == ']' || c == U'】' || c == U'〕') && brackets > 0) --brackets;
  }
  const auto is_count = [](char32_t c) {
    return (c >= '0' && c <= '9') || c == U'一' || c == U'二' || c == U'三';
  };
  while (kept.size() > 1 && is_count(kept.back())) kept.pop_back();
  return utf8_of(kept);
}

Column look_up(const std::string& normal) {
  const auto found = dictionary().find(normal);
  return found == dictionary().end() ? Column::none : found->second;
}

Column look_up_without_owner(const std::string& normal) {
  if (const Column kind = look_up(normal); kind != Column::none) return kind;
  for (const std::string_view owner : kOwners) {
    if (!normal.starts_with(owner)) continue;
    const Column kind = look_up(normal.substr(owner.size()));
    if (kind != Column::none) return kind;
  }
  return Column::none;
}

}  // namespace

Column recognise_heading(std::string_view cell) {
  if (cell.empty() || cell.size() > kHeadingBytesMax) return Column::none;
  const std::string heading = clean_text(cell);
  const Column whole = look_up_without_owner(normal_form(heading));
  if (whole != Column::none) return whole;
  // Two languages or two words in one cell: 姓名/Name, 电话 Phone.
  const std::vector<std::string> pieces = split_cell(heading, U" /\n|、,:;(（)");
  for (const std::string& piece : pieces) {
    const Column kind = look_up_without_owner(normal_form(piece));
    if (kind != Column::none) return kind;
  }
  return Column::none;
}

std::size_t recognised_headings(const std::vector<std::string>& cells) {
  std::set<Column> kinds;
  for (const std::string& cell : cells) {
    const Column kind = recognise_heading(cell);
    if (kind != Column::none) kinds.insert(kind);
  }
  return kinds.size();
}

bool ColumnPlan::has(Column kind) const {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string ColumnPlan::heading_of(Column kind) const {
  const auto found = std::find(kinds.begin(), kinds.end(), kind);
  if (found == kinds.end()) return headings.empty() ? std::string() : headings.front();
  return headings[static_cast<std::size_t>(found - kinds.begin())];
}

ColumnPlan plan_columns(const std::vector<std::string>& heading_cells) {
  ColumnPlan plan;
  for (std::size_t column = 0; column < heading_cells.size(); ++column) {
    std::string heading = clean_text(heading_cells[column]);
    std::replace(heading.begin(), heading.end(), '\n', ' ');
    plan.kinds.push_back(recognise_heading(heading_cells[column]));
    plan.headings.push_back(heading.empty() ? column_letters(column) : heading);
  }
  // 姓名 beside 客户 or 联系人: the column that says "name" outright is the name.
  std::size_t names = 0;
  std::size_t plain = plan.kinds.size();
  for (std::size_t column = 0; column < plan.kinds.size(); ++column) {
    if (plan.kinds[column] != Column::name) continue;
    ++names;
    const std::string normal = normal_form(plan.headings[column]);
    const bool outright =
        normal.find("姓名") != std::string::npos || normal.find("name") != std::string::npos;
    if (outright && plain == plan.kinds.size()) plain = column;
  }
  if (names < 2) return plan;
  bool kept = false;
  for (std::size_t column = 0; column < plan.kinds.size(); ++column) {
    if (plan.kinds[column] != Column::name) continue;
    const bool keep = plain < plan.kinds.size() ? column == plain : !kept;
    kept = kept || keep;
    if (!keep) plan.kinds[column] = Column::none;
  }
  return plan;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace yingbin
