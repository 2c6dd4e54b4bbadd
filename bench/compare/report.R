# Rscript report.R WORK OUT.md
# The table of the times in WORK/times.tsv, and of the machine, between the markers of OUT.md (made if it is not there).
arguments <- commandArgs(TRUE)
work <- function(name) file.path(arguments[1], name)
out <- arguments[2]
times <- read.delim(work("times.tsv"), header = FALSE, col.names = c("who", "run", "microseconds", "kilobytes"))
times <- times[times$run > 0, ]
times$seconds <- times$microseconds / 1e6

labels <- c(chalkline = "`chalkline evaluate`: CR2 and CR1S, g, intracluster correlation", `estimatr-cr1s` = "R: `fread` + `lm_robust`, CR1S alone",
            `estimatr-cr2` = "R: `fread` + `lm_robust`, CR2")
figures <- function(who) {
  t <- times[times$who == who, ]
  list(runs = nrow(t), min = min(t$seconds), median = median(t$seconds), max = max(t$seconds), mb = max(t$kilobytes) * 1024 / 1e6)
}
base <- figures("chalkline")
row <- function(who) {
  f <- figures(who)
  sprintf("| %s | %d | %.2f | %.2f | %.2f | %s | %.0f MB |", labels[[who]], f$runs, f$min, f$median, f$max,
          if (who == "chalkline") "1" else sprintf("%.1f", f$median / base$median), f$mb)
}
present <- names(labels)[names(labels) %in% times$who]

shell <- function(command) { r <- suppressWarnings(system(command, intern = TRUE, ignore.stderr = TRUE)); if (length(r) > 0) trimws(r[1]) else "unknown" }
package <- function(name) sprintf("%s %s", name, packageVersion(name))
answer <- jsonlite::fromJSON(work("chalkline.json"), simplifyVector = FALSE)
mebibytes <- as.numeric(sub("\\D+(\\d+).*", "\\1", grep("^MemTotal", readLines("/proc/meminfo"), value = TRUE))) / 1024
megabytes <- function(file) as.numeric(readLines(work(file))) / 1e6
system_name <- sub('^PRETTY_NAME="?([^"]*)"?$', "\\1", grep("^PRETTY_NAME", readLines("/etc/os-release"), value = TRUE))
blas <- basename(extSoftVersion()[["BLAS"]])

rows_of <- function(file) as.numeric(shell(sprintf("wc -l < '%s'", work(file)))) - 1
number <- function(n) format(n, big.mark = ",", scientific = FALSE)

text <- c(
  sprintf("%s rows (%.0f MB of CSV, 12 columns), %s of them with an outcome, in %s schools; three tools against control, adjusted for %s.",
          number(rows_of("data/pilot.csv")), megabytes("bytes"), number(answer$observations), number(answer$clusters),
          "pretest (with an indicator where it is missing), grade, and three 0/1 covariates"),
  "", "| whole process, file to answer | runs | min s | median s | max s | ratio of medians | peak memory |",
  "| --- | ---: | ---: | ---: | ---: | ---: | ---: |", vapply(present, row, ""), "")
if ("chalkline-large" %in% times$who) {
  f <- figures("chalkline-large")
  text <- c(text, sprintf("%s rows (%.0f MB), without `student`, ours alone: %.2f s (%.2f to %.2f, %d runs), peak memory %.0f MB.",
                          number(rows_of("large/pilot.csv")), megabytes("large-bytes"), f$median, f$min, f$max, f$runs, f$mb), "")
}
text <- c(text,
  "Both read the same bytes, each run in a fresh process after one warm-up, alternating, on two cores. The estimates agreed to 1e-9 and the",
  "standard errors to 1e-8 (relative), before the first counted run and after the last.",
  # Only what was run is told.
  if (any(times$who == "estimatr-cr2")) "CR2 (three runs, no warm-up) agreed to 1e-8 and its degrees of freedom to 1e-6.",
  "Peak memory is the largest resident set of any run. Written by `bench/compare/run.sh`.", "",
  sprintf("Machine: %s, 2 of %s cores, %.0f GiB, %s, Linux %s. .NET %s, published with `%s`. R %s.%s, %s, %s, BLAS %s.",
          shell("lscpu | sed -n 's/^Model name: *//p'"), shell("nproc --all"), mebibytes / 1024, system_name, shell("uname -r | sed 's/[^0-9.].*//'"),
          shell("dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \\([^ ]*\\).*/\\1/p' | tail -1"), readLines(work("flags")),
          R.version$major, R.version$minor, package("estimatr"), package("data.table"), blas))

begin <- "<!-- begin: bench/compare -->"
end <- "<!-- end: bench/compare -->"
page <- if (file.exists(out)) readLines(out) else c("# Benchmarks", "", begin, end)
from <- match(begin, page)
to <- match(end, page)
if (is.na(from) || is.na(to) || to < from) stop(sprintf("%s has no lines '%s' and '%s'", out, begin, end))
writeLines(c(page[seq_len(from)], "", text, "", page[to:length(page)]), out)
cat(text, sep = "\n")
