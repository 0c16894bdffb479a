// The hub's command line: serves, and speaks to the one that runs here.
#include <sys/stat.h>

#include <chrono>
#include <functional>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "commands/join.h"
#include "commands/serve.h"
#include "hub/admin_client.h"
#include "protocol/answers.h"
#include "scan/qr_image.h"
#include "text/installed.h"
#include "text/say.h"

namespace yingbin {

namespace {

using Json = nlohmann::json;

struct Parsed {
  ServeOptions serve;
  JoinOptions join;
  std::string language = "zh_CN";
  std::string event;
  std::string station;
  std::string role = "door";
  std::string url;
  bool founder = false;
  bool no_wait = false;
  bool json = false;
};

int fail(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  return 1;
}

std::filesystem::path default_data() {
  const char* home = std::getenv("HOME");
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data && *data) return std::filesystem::path(data) / "yingbin" / "hub";
  return std::filesystem::path(home && *home ? home : "/var/lib") / ".local/share/yingbin/hub";
}

Result<std::string> ask(const Parsed& parsed, const char* method, const std::string& target) {
  auto response = ask_own_hub(parsed.serve.data / "admin.sock", {method, target, {}, {}});
  if (!response) return response.failure();
  if (response->status == 200) return response->body;
  const std::string title = problem_title(response->body);
  return Failure{title.empty() ? say("The hub did not understand the question.") : title};
}

// Two rows of modules a line, dark on light, so that any terminal shows it to a camera.
void print_qr(const std::string& text) {
  const auto code = make_qr(text);
  if (!code) return;
  const auto dark = [&](int x, int y) {
    return x >= 0 && y >= 0 && x < code->size && y < code->size && code->at(x, y);
  };
  for (int y = -kQrQuietModules; y < code->size + kQrQuietModules; y += 2) {
    std::string line = "\x1b[40;97m";
    for (int x = -kQrQuietModules; x < code->size + kQrQuietModules; ++x) {
      const bool upper = !dark(x, y);
      const bool lower = !dark(x, y + 1);
      line += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
    }
    fmt::print("{}\x1b[0m\n", line);
  }
}

// Both ends compare six digits: whoever made the token is told them as soon as it is used.
int wait_for_use(const Parsed& parsed, const std::string& token, int valid_s) {
  for (int waited = 0; waited < valid_s * 2; ++waited) {
    auto news = ask(parsed, "GET", "/admin/news?token=" + token);
    if (!news) return fail(news.message());
    if (!news->empty()) {
      fmt::print("{}\n",
                 say("Used by {}. Both ends must show {}.", news->substr(7), news->substr(0, 6)));
      return 0;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  return fail(say("Nobody used the token; it is no longer valid."));
}

int make_token(const Parsed& parsed) {
  if (parsed.founder == !parsed.event.empty()) {
    return fail(say("Name the event with --event, or --founder for the station that founded one."));
  }
  std::string target = "/admin/token?role=" + parsed.role;
  if (!parsed.founder) target += "&event=" + parsed.event;
  const auto answer = ask(parsed, "POST", target);
  if (!answer) return fail(answer.message());
  const Json made = Json::parse(*answer);
  const auto token = made.at("token").get<std::string>();
  const std::string code =
      "YBH1 " + parsed.url + " " + token + " " + made.at("pin").get<std::string>();
  if (parsed.json) {
    fmt::print("{}\n", Json{{"token", token}, {"pin", made.at("pin")}, {"code", code}}.dump());
  } else {
    fmt::print("{}\n", say("Token: {} (once, within ten minutes)", token));
    if (!parsed.url.empty()) {
      print_qr(code);
      fmt::print("{}\n", code);
    }
  }
  std::fflush(stdout);
  if (parsed.no_wait) return 0;
  return wait_for_use(parsed, token, made.at("valid_s").get<int>());
}

int print_list(const Parsed& parsed, const std::string& target) {
  const auto answer = ask(parsed, "GET", target);
  if (!answer) return fail(answer.message());
  for (const Json& one : Json::parse(*answer)) fmt::print("{}\n", one.dump());
  return 0;
}

int revoke(const Parsed& parsed) {
  const auto answer =
      ask(parsed, "POST", "/admin/revoke?event=" + parsed.event + "&origin=" + parsed.station);
  if (!answer) return fail(answer.message());
  fmt::print("{}\n", say("The station is shut out. What it recorded before stays."));
  return 0;
}

void add_serve(CLI::App& app, Parsed& parsed, std::function<int()>& action) {
  auto* serve = app.add_subcommand("serve", say("lets stations meet, until it is stopped"));
  serve->add_option("--listen", parsed.serve.listen, "HOST:PORT")->capture_default_str();
  serve->add_option("--database", parsed.serve.database,
                    say("postgresql://…, where one machine is not enough; else SQLite"));
  auto* certificate = serve->add_option("--certificate", parsed.serve.certificate,
                                        say("a certificate of your own, in PEM form"));
  auto* key = serve->add_option("--key", parsed.serve.key, say("its key"));
  serve->add_option("--upstream", parsed.serve.upstream,
                    say("where the centre's hub is now, if not where events were joined"));
  certificate->needs(key);
  key->needs(certificate);
  serve->callback([&] { action = [&parsed] { return serve_hub(parsed.serve); }; });
}

void add_join(CLI::App& app, Parsed& parsed, std::function<int()>& action) {
  auto* join = app.add_subcommand("join", say("joins an event at the centre, to relay in a hall"));
  join->add_option("TICKET", parsed.join.words,
                   say("the centre's address and its token, or the text of the code"))
      ->required();
  join->add_option("--name", parsed.join.name, say("what people call this hub"));
  join->callback([&] {
    action = [&parsed] {
      parsed.join.data = parsed.serve.data;
      if (parsed.join.name.empty()) parsed.join.name = say("the hall's hub");
      return join_centre(parsed.join);
    };
  });
}

void add_administration(CLI::App& app, Parsed& parsed, std::function<int()>& action) {
  auto* token = app.add_subcommand("token", say("a token by which one new station joins"));
  token->add_option("--event", parsed.event, say("the event, as `events` lists it"));
  token->add_flag("--founder", parsed.founder, say("for the station that founded an event"));
  token->add_option("--role", parsed.role, "door|gift|sales|service|control|stage|hub")
      ->capture_default_str();
  token->add_option("--url", parsed.url,
                    say("where stations find this hub, for the code: https://HOST:PORT"));
  token->add_flag("--no-wait", parsed.no_wait, say("do not wait until it is used"));
  token->add_flag("--json", parsed.json, say("one JSON object a line"));
  token->callback([&] { action = [&parsed] { return make_token(parsed); }; });

  auto* events = app.add_subcommand("events", say("the events of this hub, as JSON lines"));
  events->callback([&] { action = [&parsed] { return print_list(parsed, "/admin/events"); }; });

  auto* stations = app.add_subcommand("stations", say("an event's stations, as JSON lines"));
  stations->add_option("--event", parsed.event)->required();
  stations->callback([&] {
    action = [&parsed] { return print_list(parsed, "/admin/stations?event=" + parsed.event); };
  });

  auto* shut = app.add_subcommand("revoke", say("shuts a station out, at once"));
  shut->add_option("--event", parsed.event)->required();
  shut->add_option("--station", parsed.station, say("its origin, as `stations` lists it"))
      ->required();
  shut->callback([&] { action = [&parsed] { return revoke(parsed); }; });
}

}  // namespace

int run_hub(int argc, char** argv) {
  umask(077);
  Parsed parsed;
  parsed.serve.data = default_data();
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--language") parsed.language = argv[i + 1];
  }
  choose_language(parsed.language, locale_folder("yingbin-hub/locale").string());
  CLI::App app(say("yingbin-hub: where the stations of an event meet"), "yingbin-hub");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", YINGBIN_VERSION, say("which version this is"));
  app.add_option("--data", parsed.serve.data, say("the hub's folder"))->capture_default_str();
  app.add_option("--language", parsed.language, "zh_CN | en")
      ->check(CLI::IsMember({"zh_CN", "en"}));
  std::function<int()> action;
  add_serve(app, parsed, action);
  add_join(app, parsed, action);
  add_administration(app, parsed, action);
  for (CLI::App* sub : app.get_subcommands({})) sub->fallthrough();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return action();
}

}  // namespace yingbin
