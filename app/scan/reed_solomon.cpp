#include "scan/reed_solomon.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace yingbin {
namespace {

constexpr int kOrder = 255;                    // of α
constexpr int kField = 0x11D;                  // x⁸+x⁴+x³+x²+1
using Polynomial = std::vector<std::uint8_t>;  // the coefficient of xⁱ at i

struct Tables {
  std::array<std::uint8_t, 2 * kOrder> power{};  // αⁱ; twice, so that sums of logarithms need no %
  std::array<int, 256> log{};
};

constexpr Tables make_tables() {
  Tables tables;
  int value = 1;
  for (int i = 0; i < kOrder; ++i) {
    const auto at = static_cast<std::size_t>(i);
    tables.power[at] = tables.power[at + kOrder] = static_cast<std::uint8_t>(value);
    tables.log[static_cast<std::size_t>(value)] = i;
    value <<= 1;
    if (value > 255) value ^= kField;
  }
  return tables;
}
constexpr Tables kTables = make_tables();

std::uint8_t alpha(int exponent) { return kTables.power[static_cast<std::size_t>(exponent)]; }

std::uint8_t product(std::uint8_t a, std::uint8_t b) {
  if (a == 0 || b == 0) return 0;
  return alpha(kTables.log[a] + kTables.log[b]);
}

std::uint8_t quotient(std::uint8_t a, std::uint8_t b) {
  if (a == 0) return 0;
  return alpha(kTables.log[a] + kOrder - kTables.log[b]);
}

std::uint8_t value_at(const Polynomial& polynomial, std::uint8_t x) {
  std::uint8_t value = 0;
  for (auto i = polynomial.rbegin(); i != polynomial.rend(); ++i) {
    value = static_cast<std::uint8_t>(product(value, x) ^ *i);
  }
  return value;
}

Polynomial syndromes_of(std::span<const std::uint8_t> block, int checks) {
  Polynomial syndromes;
  for (int root = 0; root < checks; ++root) {
    std::uint8_t value = 0;
    for (std::uint8_t byte : block) {
      value = static_cast<std::uint8_t>(product(value, alpha(root)) ^ byte);
    }
    syndromes.push_back(value);
  }
  return syndromes;
}

bool all_zero(const Polynomial& polynomial) {
  return std::all_of(polynomial.begin(), polynomial.end(), [](std::uint8_t c) { return c == 0; });
}

// The exponent of the α that stands for a position.
int exponent_of(int position, std::size_t length) {
  return static_cast<int>(length) - 1 - position;
}

// to += factor · x · from
void add_shifted(Polynomial& to, const Polynomial& from, std::uint8_t factor) {
  for (std::size_t i = 0; i + 1 < to.size(); ++i) {
    to[i + 1] = static_cast<std::uint8_t>(to[i + 1] ^ product(factor, from[i]));
  }
}

// Berlekamp and Massey, started with the doubtful places (Blahut, Theory and Practice of Error
// Control Codes, §7.5). Nothing if there are more errors than it can place.
std::optional<Polynomial> locator_of(const Polynomial& syndromes, std::span<const int> doubtful,
                                     std::size_t length) {
  const std::size_t checks = syndromes.size();
  Polynomial locator(checks + 2, 0);
  locator[0] = 1;
  for (int position : doubtful) {
    add_shifted(locator, Polynomial(locator), alpha(exponent_of(position, length)));
  }
  const std::size_t known = doubtful.size();
  Polynomial helper = locator;
  std::size_t degree = known;
  for (std::size_t step = known; step < checks; ++step) {
    std::uint8_t discrepancy = 0;
    for (std::size_t i = 0; i <= step; ++i) {
      discrepancy =
          static_cast<std::uint8_t>(discrepancy ^ product(locator[i], syndromes[step - i]));
    }
    const Polynomial before = locator;
    add_shifted(locator, helper, discrepancy);
    if (discrepancy != 0 && 2 * degree <= step + known) {
      degree = step + 1 + known - degree;
      std::transform(before.begin(), before.end(), helper.begin(),
                     [&](std::uint8_t c) { return quotient(c, discrepancy); });
    } else {
      std::rotate(helper.rbegin(), helper.rbegin() + 1, helper.rend());
      helper[0] = 0;
    }
  }
  if (2 * (degree - known) + known > checks) return std::nullopt;
  locator.resize(degree + 1);
  return locator;
}

// Syndromes · locator, as far as there are syndromes.
Polynomial evaluator_of(const Polynomial& syndromes, const Polynomial& locator) {
  Polynomial evaluator(syndromes.size(), 0);
  for (std::size_t i = 0; i < locator.size(); ++i) {
    for (std::size_t j = 0; i + j < evaluator.size(); ++j) {
      evaluator[i + j] =
          static_cast<std::uint8_t>(evaluator[i + j] ^ product(locator[i], syndromes[j]));
    }
  }
  return evaluator;
}

// Forney: what is wrong at each place where the locator is zero. Returns how many places there are.
std::size_t put_right(std::span<std::uint8_t> block, const Polynomial& locator,
                      const Polynomial& evaluator) {
  Polynomial derivative;  // of the locator, as a polynomial in x²
  for (std::size_t i = 1; i < locator.size(); i += 2) derivative.push_back(locator[i]);
  std::size_t places = 0;
  for (std::size_t position = 0; position < block.size(); ++position) {
    const int exponent = exponent_of(static_cast<int>(position), block.size());
    const std::uint8_t inverse = alpha(kOrder - exponent);
    if (value_at(locator, inverse) != 0) continue;
    ++places;
    const std::uint8_t slope = value_at(derivative, product(inverse, inverse));
    if (slope == 0) return 0;
    const std::uint8_t wrong =
        product(alpha(exponent), quotient(value_at(evaluator, inverse), slope));
    block[position] = static_cast<std::uint8_t>(block[position] ^ wrong);
  }
  return places;
}

}  // namespace

std::optional<int> correct_block(std::span<std::uint8_t> block, int checks,
                                 std::span<const int> doubtful) {
  const Polynomial syndromes = syndromes_of(block, checks);
  if (all_zero(syndromes)) return 0;
  if (doubtful.size() > syndromes.size()) return std::nullopt;
  const auto locator = locator_of(syndromes, doubtful, block.size());
  if (!locator) return std::nullopt;
  std::vector<std::uint8_t> corrected(block.begin(), block.end());
  const std::size_t places = put_right(corrected, *locator, evaluator_of(syndromes, *locator));
  if (places + 1 != locator->size()) return std::nullopt;
  if (!all_zero(syndromes_of(corrected, checks))) return std::nullopt;
  std::copy(corrected.begin(), corrected.end(), block.begin());
  return static_cast<int>(places - doubtful.size());
}

}  // namespace yingbin
