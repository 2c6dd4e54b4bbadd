#!/usr/bin/env bash
# Times the whole program beside R's estimatr: the same bytes of CSV, the same model, fresh processes, A B A B. Before a time is
# printed, the answers must agree. Writes the table into docs/benchmarks.md between its markers.
#
#   bench/compare/run.sh [--students 1000000] [--runs 5] [--full] [--large] [--program FILE] [--out docs/benchmarks.md] [--keep]
#
#   --full     also estimatr's CR2 (minutes)
#   --large    also ten million rows, ours alone, for its peak memory
#   --program  time this program instead of publishing one
#   --keep     leave the working folder, with every answer and every time, and say where it is
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
PUBLISH_FLAGS=${PUBLISH_FLAGS:--c Release -r linux-x64 --self-contained true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true}
PACKAGES='r-base-core r-cran-estimatr r-cran-data.table r-cran-jsonlite time'
CORES=2
LARGE_STUDENTS=${LARGE_STUDENTS:-10000000}

students=1000000 runs=5 full=no large=no program= out=$root/docs/benchmarks.md keep=no
while (($#)); do
  case $1 in
    --students) students=$2; shift 2 ;;
    --runs) runs=$2; shift 2 ;;
    --full) full=yes; shift ;;
    --large) large=yes; shift ;;
    --program) program=$(realpath "$2"); shift 2 ;;
    --out) out=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

need() {
  [[ -x /usr/bin/time ]] && command -v Rscript > /dev/null \
    && Rscript -e 'for (p in c("estimatr", "data.table", "jsonlite")) if (!requireNamespace(p, quietly = TRUE)) quit(status = 1)' > /dev/null 2>&1
}
if ! need; then
  if ((EUID == 0)) && command -v apt-get > /dev/null; then
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $PACKAGES > /dev/null
  fi
  need || { echo "Install first: apt-get install $PACKAGES" >&2; exit 2; }
fi

work=$(mktemp -d)
finish() { if [[ $keep == yes ]]; then echo "Left in $work" >&2; else rm -rf "$work"; fi; }
trap finish EXIT

if [[ -z $program ]]; then
  echo "Publishing: dotnet publish $PUBLISH_FLAGS" >&2
  # shellcheck disable=SC2086
  dotnet publish "$root/src/Chalkline" $PUBLISH_FLAGS -o "$work/program" > "$work/publish.log" || { tail -20 "$work/publish.log" >&2; exit 1; }
  program=$(find "$work/program" -maxdepth 1 -type f -iname chalkline -perm -u+x | head -1)
  [[ -n $program ]] || { echo "The published program was not found in $work/program" >&2; exit 1; }
else
  PUBLISH_FLAGS="(a given program)"
fi

# Two cores for everyone.
confine=()
if (($(nproc) > CORES)); then confine=(taskset -c "0-$((CORES - 1))"); fi
export OMP_NUM_THREADS=$CORES OPENBLAS_NUM_THREADS=$CORES R_DATATABLE_NUM_THREADS=$CORES

# measure WHO RUN ANSWER COMMAND…: a line "who run seconds kilobytes" in times.tsv; run 0 is the warm-up and is not counted.
measure() {
  local who=$1 run=$2 answer=$3; shift 3
  local begin=$EPOCHREALTIME end
  if ! "${confine[@]}" /usr/bin/time -f %M -o "$work/rss" "$@" > "$answer" 2> "$work/$who.log"; then
    echo "$who failed:" >&2; tail -5 "$work/$who.log" >&2; exit 1
  fi
  end=$EPOCHREALTIME
  printf '%s\t%s\t%s\t%s\n' "$who" "$run" "$((${end/./} - ${begin/./}))" "$(tail -1 "$work/rss")" >> "$work/times.tsv"
}
ours() { measure "$1" "$2" "$work/$1.json" "$program" evaluate "$3" --format json; }
peer() { measure "$1" "$2" "$work/$1.txt" Rscript --vanilla "$here/estimatr.R" "$data" "$3" "$work/$1.json"; }

echo "Writing $students students" >&2
"$program" demo --write "$work/data" --students "$students" > "$work/demo.log" 2>&1 || { tail -5 "$work/demo.log" >&2; exit 1; }
data=$work/data/pilot.csv study=$work/data/benchmark.yaml
[[ -s $data && -s $study ]] || { echo "The sample has no pilot.csv with benchmark.yaml: too few schools?" >&2; exit 1; }

for ((run = 0; run <= runs; run++)); do
  echo "Run $run of $runs" >&2
  ours chalkline "$run" "$study"
  peer estimatr-cr1s "$run" stata
  if ((run == 0)); then Rscript --vanilla "$here/agree.R" "$work/chalkline.json" "$work/estimatr-cr1s.json"; fi
done
# Every counted run wrote its answer over the last one's; the last ones must agree as well.
Rscript --vanilla "$here/agree.R" "$work/chalkline.json" "$work/estimatr-cr1s.json"

if [[ $full == yes ]]; then
  # Minutes a run: no warm-up, three runs.
  for ((run = 1; run <= 3; run++)); do echo "CR2, run $run of 3" >&2; peer estimatr-cr2 "$run" CR2; done
  Rscript --vanilla "$here/agree.R" "$work/chalkline.json" "$work/estimatr-cr2.json"
fi

if [[ $large == yes ]]; then
  echo "Writing $LARGE_STUDENTS students" >&2
  "$program" demo --write "$work/large" --students "$LARGE_STUDENTS" > "$work/demo.log" 2>&1 || { tail -5 "$work/demo.log" >&2; exit 1; }
  # Without the student's identifier: then rows are units, and memory does not grow with them.
  sed -i '/^student:/d' "$work/large/benchmark.yaml"
  for ((run = 0; run <= 3; run++)); do echo "Large, run $run of 3" >&2; ours chalkline-large "$run" "$work/large/benchmark.yaml"; done
fi

printf '%s\n' "$(stat -c %s "$data")" > "$work/bytes"
if [[ $large == yes ]]; then stat -c %s "$work/large/pilot.csv" > "$work/large-bytes"; fi
printf '%s\n' "$PUBLISH_FLAGS" > "$work/flags"
Rscript --vanilla "$here/report.R" "$work" "$out"
