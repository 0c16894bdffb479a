#!/bin/sh
# Shows that the convergence test can fail: builds it against copies of app/event with one rule broken
# each, and expects every copy to be caught. `tests/support/mutants.sh [NAME…]` runs all or those named;
# exit 1 names the mutants that nobody noticed.
set -u
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
compile="${CXX:-g++} -std=c++20 -O0 -w -I$source_dir/tests"

# name | file | sed script
cat > "$work/list" <<'LIST'
height_dropped_from_the_order|record.h|s/auto operator<=>(const ReplayKey&) const = default;/bool operator==(const ReplayKey\&) const = default; auto operator<=>(const ReplayKey\& o) const { return std::tie(clock, origin, seq, digest, height) <=> std::tie(o.clock, o.origin, o.seq, o.digest, o.height); }/; s/#include <variant>/#include <tuple>\n#include <variant>/
shadow_ignored|history.h|s/if (any_again_) mark_shadows();//
height_of_the_first_record|history.h|s/return last_.height;/return count_ == 0 ? 0 : entries()[0].record->key.height;/
undo_ignores_the_record_id|fold.cpp|s/if (admission.name != act.admission) continue;//
undone_by_the_last_undo|fold.cpp|s/if (admission.stands()) admission.undone_by = record;/admission.undone_by = record;/
first_issue_wins|fold.cpp|s/invitation.issued = \&act;/if (!invitation.issued) invitation.issued = \&act;/
undo_by_id_alone|fold.cpp|s/if (admission.name != act.admission) continue;/if (admission.name.id != act.admission.id) continue;/
copy_known_by_its_own_name|fold.cpp|s/admission.name = record.act_name();/admission.name = record.name();/
settled_seat_stays_claimed|fold.cpp|s/for (InvitationId loser : act.loses) end(seat.claims, loser, act.ends);/(void)act;/
right_told_by_its_last_record|fold.cpp|s/if (!right.told_by) right.told_by/right.told_by/
right_given_is_kept|fold.cpp|/GiveSeats/,/give(/s/right_in(seat, act.epoch, author(record)).ended = true;//
return_by_whoever_wrote_again|fold.cpp|s/return record.act_name().id.origin;/return record.id().origin;/
disputed_right_seen_over|guest.cpp|s/end != rights.end() \&\& told < 2/end != rights.end()/
quarantine_of_all_rights|fold.cpp|s/if (right.holder == holder) right.quarantined/right.quarantined/
mint_taken_from_anybody|fold.cpp|s/event.opened \&\& event.mint == from/event.opened/
revoked_station_comes_back|fold.cpp|s/device.named = \&act; }/device.named = \&act; device.revoked = false; }/
undo_keeps_the_seats|fold.cpp|/^void undo(/,/^}/s/release(invitation.held, act.seats, act.ends);//
seats_end_for_who_was_not_known|fold.cpp|s/std::erase_if(at->told_by, .*$/static_cast<void>(ends), at->told_by.clear();/
revoked_key_comes_back|fold.cpp|s/act.revoked || at->second.revoked/act.revoked/
figures_not_taken_out|state.cpp|s/figures_.count(\*invitation, guest(invitation->guest()), sign);/if (sign > 0) figures_.count(*invitation, guest(invitation->guest()), sign);/
late_record_folded_last|state.cpp|s/state = State{};/return fold(state, record, self);/
copies_of_a_person_kept|state.cpp|s/told.contains(record->act_name())/!shadow \&\& told.contains(record->act_name())/
waiting_records_share_a_place|state.cpp|s/if (at != all.end()) all.erase(at);/all.erase(one);/
arrivals_share_a_place|figures.cpp|s/zone.arrivals.erase(zone.arrivals.find(arrival));/zone.arrivals.erase(arrival);/
undone_admission_counted|figures.cpp|s/if (!admission.stands()) continue;//
head_count_not_capped|guest.cpp|s/std::min(unsettled, std::max(0, allowed() - base))/unsettled/
LIST

# Objects that do not depend on the mutated file are built once.
objects_of() {  # event folder, object folder, sources…
  include=$(dirname "$1"); objects=$2; shift 2
  for source in "$@"; do
    echo "$compile -I$include -c $source -o $objects/$(basename "$source" .cpp).o"
  done | xargs -P "$(nproc)" -I{} sh -c '{}'
}
rules="describe figures finding fold guest hall identity state subject"
tests="$source_dir/tests/support/oracle*.cpp $source_dir/tests/support/*_sets.cpp
  $source_dir/tests/event/converge_test.cpp"
sources() {
  for rule in $rules; do echo "$1/event/$rule.cpp"; done
}
mkdir -p "$work/base/event" "$work/base/objects"
cp "$source_dir"/app/event/* "$work/base/event"
objects_of "$work/base/event" "$work/base/objects" $(sources "$work/base") $tests

caught() {  # name, file, script
  copy="$work/$1"
  mkdir -p "$copy/objects"
  cp -r "$work/base/event" "$copy/event"
  cp "$work"/base/objects/*.o "$copy/objects"
  sed -i "$3" "$copy/event/$2"
  if cmp -s "$copy/event/$2" "$work/base/event/$2"; then
    echo "$1: the rule it breaks is no longer in $2; mend the mutant" >&2
    return 1
  fi
  case $2 in
    *.h) objects_of "$copy/event" "$copy/objects" $(sources "$copy") $tests ;;
    *) objects_of "$copy/event" "$copy/objects" "$copy/event/$2" ;;
  esac || return 1
  ${CXX:-g++} "$copy"/objects/*.o -lrapidcheck -lgtest -lgtest_main -o "$copy/test" || return 1
  if RC_PARAMS=noshrink=1 "$copy/test" > "$copy/log" 2>&1; then
    echo "$1: not noticed" >&2
    return 1
  fi
  echo "$1: caught by $(sed -n 's/^\[  FAILED  \] Converge\.\([a-z_]*\) (.*/\1/p' "$copy/log" |
    paste -sd, -)"
  rm -r "$copy"
}

failed=0
while IFS='|' read -r name file script; do
  [ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
  caught "$name" "$file" "$script" || failed=1
done < "$work/list"
exit $failed
