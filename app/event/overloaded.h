// Several lambdas as one visitor: for a variant whose alternatives are handled one by one.
#pragma once

namespace yingbin {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;  // clang 16 does not deduce an aggregate's

}  // namespace yingbin
