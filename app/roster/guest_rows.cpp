#include "roster/guest_rows.h"

#include <algorithm>

#include "roster/list_text.h"
#include "roster/needs.h"
#include "roster/person_name.h"
#include "roster/phone.h"
#include "text/say.h"

namespace yingbin {
namespace {

constexpr int kPersonsMax = 99;
constexpr std::size_t kAddressBytesMax = 600;
constexpr std::size_t kWordBytesMax = 120;
constexpr std::size_t kCodeBytesMax = 1000;  // a QR holds more, a guest's code does not
constexpr std::size_t kTagsMax = 20;

// A merged value means every row of the range in these columns. An id, a code, a seat or a count
// merged over several guests would be given to each of them, so those stay with the first.
bool carries_down(Column kind) {
  switch (kind) {
    case Column::phone:
    case Column::address:
    case Column::address_part:
    case Column::rep:
    case Column::channel:
    case Column::grade:
    case Column::tags:
    case Column::zone:
    case Column::seat_row:
    case Column::seat_table:
    case Column::name:
    case Column::surname:
      return true;
    default:
      return false;
  }
}

std::string cut_to(std::string text, std::size_t bytes) {
  while (text.size() > bytes) {
    do {
      text.pop_back();
    } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80);
    if (!text.empty()) text.pop_back();
  }
  return text;
}

bool looks_like_date(std::string_view text) {
  return text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
         text.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos;
}

// Reads one party; its methods fill the guest column by column.
class PartyReader {
 public:
  PartyReader(const PartyCells& party, const ColumnPlan& plan) : party_(party), plan_(plan) {
    guest_.row = party.row;
    for (const std::string& cell : party.cells) cells_.push_back(clean_text(cell));
  }

  PartyReading read() {
    const PartyNames names = read_names();
    if (reading_.is_total) return std::move(reading_);
    if (names.name.empty()) {
      reject(Column::name,
             name_fault_.empty() ? say("no name; type it and import again") : name_fault_);
      set_fates(RowFate::not_taken);
      return std::move(reading_);
    }
    guest_.name = names.name;
    guest_.is_name_full = names.is_full;
    for (const std::string& tag : names.tags) add_tags(tag);
    for (const std::string& companion : names.companions) add_companion(companion);
    read_phone_columns();
    read_address();
    read_companion_columns();
    read_persons(names.persons);
    read_words();
    read_needs_columns();
    read_tags();
    read_seat();
    judge(names);
    reading_.guest = std::move(guest_);
    return std::move(reading_);
  }

 private:
  const std::string& heading(std::size_t column) const { return plan_.headings[column]; }

  // Calls `use(column, cleaned cell)` for each cell of a kind that is not empty.
  template <class Use>
  void each(Column kind, const Use& use) {
    for (std::size_t column = 0; column < plan_.kinds.size(); ++column) {
      if (plan_.kinds[column] != kind || column >= cells_.size()) continue;
      const std::string& cell = cells_[column];
      if (cell.empty()) continue;
      if (is_excel_error(cell)) {
        reject_cell(column, say("the cell shows the Excel error {}; correct its formula", cell));
      } else {
        use(column, cell);
      }
    }
  }

  std::string first(Column kind) {
    std::string text;
    each(kind, [&](std::size_t, const std::string& cell) {
      if (text.empty() && !says_nothing(cell)) text = cell;
    });
    return text;
  }

  void reject_cell(std::size_t column, std::string reason) {
    reading_.rejections.push_back({party_.row, heading(column), std::move(reason), RowFate::taken});
  }

  void reject(Column kind, std::string reason) {
    reading_.rejections.push_back(
        {party_.row, plan_.heading_of(kind), std::move(reason), RowFate::taken});
  }

  void set_fates(RowFate fate) {
    for (Rejection& rejection : reading_.rejections) rejection.fate = fate;
  }

  PartyNames read_names() {
    std::string cell;
    each(Column::name, [&](std::size_t, const std::string& text) {
      if (cell.empty()) cell = text;
    });
    if (cell.empty()) cell = surname_and_given_name();
    reading_.is_total = is_total(cell) || is_total(first_cell());
    PartyNames names = read_party(cell);
    if (names.name.empty() && !cell.empty() && !says_nothing(cell)) {
      name_fault_ = say("{} is not a name; type it and import again", cut_to(cell, 60));
    }
    return names;
  }

  static bool is_total(const std::string& cell) {
    static const std::vector<std::string_view> kTotals = {
        "合计", "总计", "小计", "共计", "总人数", "汇总", "total", "subtotal", "sum"};
    const std::vector<std::string> words = split_cell(lower(cell), U" :(");
    return !words.empty() && std::find(kTotals.begin(), kTotals.end(), words[0]) != kTotals.end();
  }

  std::string first_cell() const {
    for (const std::string& cell : cells_) {
      if (!cell.empty()) return cell;
    }
    return {};
  }

  std::string surname_and_given_name() {
    const std::string surname = first(Column::surname);
    const std::string given = first(Column::given_name);
    const std::u32string points = code_points(surname);
    const bool han = !points.empty() && is_han(points[0]);
    return han ? surname + given : clean_text(given + ' ' + surname);
  }

  void read_phone_columns() {
    each(Column::phone, [&](std::size_t column, const std::string& cell) {
      const PhoneReading phones = read_phones(cell);
      for (const std::string& number : phones.numbers) {
        const bool known =
            std::find(guest_.phones.begin(), guest_.phones.end(), number) != guest_.phones.end();
        if (!known) guest_.phones.push_back(number);
      }
      for (const std::string& fault : phones.faults) reject_cell(column, fault);
    });
  }

  void read_address() {
    std::string address;
    const auto add = [&](std::size_t, const std::string& cell) {
      if (says_nothing(cell) || cell == "同上" || address.find(cell) != std::string::npos) return;
      address = cell.starts_with(address) ? cell : address + cell;
    };
    each(Column::address_part, add);
    each(Column::address, add);
    std::replace(address.begin(), address.end(), '\n', ' ');
    guest_.address = cut_to(std::move(address), kAddressBytesMax);
  }

  void add_companion(const std::string& name) {
    const auto same = [&](const ListCompanion& companion) { return companion.name == name; };
    const bool known = name == guest_.name ||
                       std::any_of(guest_.companions.begin(), guest_.companions.end(), same);
    if (!known && static_cast<int>(guest_.companions.size()) + 1 < kPersonsMax) {
      guest_.companions.push_back({name, {}});
    }
  }

  void read_companion_columns() {
    each(Column::companions, [&](std::size_t, const std::string& cell) {
      const CompanionNames companions = read_companions(cell);
      for (const std::string& name : companions.names) add_companion(name);
      unnamed_ += companions.unnamed;
    });
    each(Column::companion_phone, [&](std::size_t column, const std::string& cell) {
      const PhoneReading phones = read_phones(cell);
      for (std::size_t i = 0; i < phones.numbers.size(); ++i) {
        if (i < guest_.companions.size()) guest_.companions[i].phone = phones.numbers[i];
      }
      for (const std::string& fault : phones.faults) reject_cell(column, fault);
    });
  }

  // The party's size is the largest of what the list tells in its several ways.
  void read_persons(int told_with_name) {
    const int named = 1 + static_cast<int>(guest_.companions.size());
    int persons = std::max({named, told_with_name, 1 + unnamed_});
    const auto read_count = [&](int beside) {
      return [this, beside, &persons](std::size_t column, const std::string& cell) {
        const int count = count_in(cell);
        if (count < 0 ? !says_nothing(cell) : count + beside > kPersonsMax) {
          reject_cell(column, say("{} is not a number of persons", cut_to(cell, 60)));
        } else {
          persons = std::max(persons, count + beside);
        }
      };
    };
    each(Column::persons, read_count(0));
    each(Column::extra_persons, read_count(1));
    guest_.persons = std::min(persons, kPersonsMax);
  }

  void read_words() {
    guest_.list_id = cut_to(first(Column::list_id), kWordBytesMax);
    guest_.code = cut_to(first(Column::code), kCodeBytesMax);
    guest_.rep = person_name(first(Column::rep));
    guest_.channel = cut_to(first(Column::channel), kWordBytesMax);
    guest_.channel_kind = channel_of(guest_.channel);
    guest_.zone = cut_to(first(Column::zone), kWordBytesMax);
    each(Column::grade, [&](std::size_t column, const std::string& cell) {
      guest_.grade = grade_of(cell);
      if (guest_.grade == 0 && !says_nothing(cell)) {
        reject_cell(column, say("{} is not a grade; write A, B or C", cut_to(cell, 60)));
      }
    });
  }

  void read_needs_columns() {
    const auto read_flag = [this](Column kind, bool& flag, std::string_view word) {
      each(kind, [&](std::size_t, const std::string& cell) {
        flag = flag || (!says_no(cell) && (says_yes(cell) || count_in(cell) > 0 ||
                                           cell.find(word) != std::string::npos));
      });
    };
    read_flag(Column::wheelchair, guest_.needs_wheelchair, "轮椅");
    read_flag(Column::aisle, guest_.needs_aisle, "道");
    read_flag(Column::front, guest_.needs_front, "前");
    for (const Column kind : {Column::needs, Column::tags}) {
      each(kind, [&](std::size_t, const std::string& cell) { add_needs_told_in(cell, guest_); });
    }
  }

  void add_tags(const std::string& cell) {
    for (const std::string& word : split_cell(cell, U",，、;；/|\n")) {
      const bool known =
          std::find(guest_.tags.begin(), guest_.tags.end(), word) != guest_.tags.end();
      if (!known && is_tag(word) && guest_.tags.size() < kTagsMax) guest_.tags.push_back(word);
    }
  }

  void read_tags() {
    each(Column::tags, [&](std::size_t column, const std::string& cell) {
      add_tags(cell);
      const std::vector<std::string> words = split_cell(cell, U",，、;；/|\n");
      if (std::any_of(words.begin(), words.end(), speaks_of_health)) {
        reject_cell(column, say("what speaks of health is not stored"));
      } else if (std::any_of(words.begin(), words.end(), is_too_long_for_tag)) {
        reject_cell(column, say("a note this long is not kept; only short words become tags"));
      }
    });
  }

  void read_seat() {
    each(Column::seat, [&](std::size_t column, const std::string& cell) {
      if (looks_like_date(cell)) {
        reject_cell(column,
                    say("Excel made the date {} of this seat; format the column as text and "
                        "type the seat again",
                        cell));
      } else if (!says_nothing(cell)) {
        guest_.seat = cut_to(cell, kWordBytesMax);
      }
    });
    const std::string number = first(Column::seat_number);
    if (!guest_.seat.empty() || number.empty()) return;
    const std::string table = first(Column::seat_table);
    const std::string row = first(Column::seat_row);
    guest_.seat = cut_to(
        with_unit(row.empty() ? table : row, row.empty() ? "桌" : "排") + with_unit(number, "座"),
        kWordBytesMax);
  }

  static std::string with_unit(const std::string& text, const std::string& unit) {
    const bool bare = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
    return bare ? text + unit : text;
  }

  // B2: what is missing for a usable file.
  void judge(const PartyNames& names) {
    if (!names.is_full) reject(Column::name, names.doubt);
    const bool reachable = !guest_.phones.empty() || !guest_.address.empty();
    const bool phone_told = std::any_of(
        reading_.rejections.begin(), reading_.rejections.end(), [&](const Rejection& rejection) {
          return rejection.column == plan_.heading_of(Column::phone);
        });
    if (!reachable && !(phone_told && plan_.has(Column::phone))) {
      reject(plan_.has(Column::phone) ? Column::phone : Column::address,
             say("neither a telephone number nor an address; ask for one"));
    }
    if (!guest_.is_complete()) set_fates(RowFate::kept_incomplete);
  }

  const PartyCells& party_;
  const ColumnPlan& plan_;
  std::vector<std::string> cells_;  // cleaned
  GuestRow guest_;
  PartyReading reading_;
  std::string name_fault_;
  int unnamed_ = 0;
};

}  // namespace

bool continues_party(const TableRow& row, const ColumnPlan& plan) {
  for (std::size_t column = 0; column < plan.kinds.size(); ++column) {
    if (plan.kinds[column] != Column::name && plan.kinds[column] != Column::surname) continue;
    return column < row.carried.size() && row.carried[column];
  }
  return false;
}

void start_party(PartyCells& party, const TableRow& row, const ColumnPlan& plan) {
  party.row = row.number;
  party.cells = row.cells;
  for (std::size_t column = 0; column < row.cells.size() && column < plan.kinds.size(); ++column) {
    if (row.carried[column] && !carries_down(plan.kinds[column])) party.cells[column].clear();
  }
}

void add_to_party(PartyCells& party, const TableRow& row) {
  if (party.cells.size() < row.cells.size()) party.cells.resize(row.cells.size());
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    if (row.carried[column] || row.cells[column].empty()) continue;
    if (!party.cells[column].empty()) append_capped(party.cells[column], "\n");
    append_capped(party.cells[column], row.cells[column]);
  }
}

PartyReading read_party_cells(const PartyCells& party, const ColumnPlan& plan) {
  return PartyReader(party, plan).read();
}

}  // namespace yingbin
