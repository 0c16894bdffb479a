#include "text/say.h"

#include <clocale>
#include <cstdlib>

extern "C" int _nl_msg_cat_cntr;  // gettext(1) manual, "Being a gettext grok": bump to switch live

namespace yingbin {

void choose_language(const std::string& language, const std::string& folder) {
  // C.UTF-8 is on every Debian; a locale other than "C" is what makes gettext look at LANGUAGE.
  setlocale(LC_ALL, "C.UTF-8");
  setlocale(LC_NUMERIC, "C");
  setenv("LANGUAGE", language.c_str(), 1);
  bindtextdomain("yingbin", folder.c_str());
  bind_textdomain_codeset("yingbin", "UTF-8");
  textdomain("yingbin");
  ++_nl_msg_cat_cntr;
}

}  // namespace yingbin
