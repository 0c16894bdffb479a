#include "hub/figures_json.h"

#include <nlohmann/json.hpp>

namespace yingbin {

std::string figures_json(const EventState& state) {
  using Json = nlohmann::ordered_json;
  const Figures& figures = state.figures();
  Json zones = Json::array();
  for (std::size_t i = 0; i < state.venue().zones.size(); ++i) {
    const auto at = figures.by_zone.find(static_cast<int>(i) + 1);
    const ZoneFigures zone = at == figures.by_zone.end() ? ZoneFigures{} : at->second;
    zones.push_back({{"name", state.venue().zones[i].name},
                     {"arrived_persons", zone.arrived_persons},
                     {"seats_taken", zone.seats_taken}});
  }
  const Json json = {{"event", state.venue().name},
                     {"invited", figures.all.invited},
                     {"invited_persons", figures.all.invited_persons},
                     {"arrived", figures.all.arrived},
                     {"arrived_persons", figures.all.arrived_persons},
                     {"in_doubt", figures.in_doubt},
                     {"outside", figures.outside},
                     {"findings", state.findings().size()},
                     {"zones", std::move(zones)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace yingbin
