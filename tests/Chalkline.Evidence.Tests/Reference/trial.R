# Rscript trial.R ../../../../shared/data/ai-tutor-trial/final_data.csv
# The published field experiment on two AI tutors (Bastani and others, 2025); the data are not part of this tree.
source(file.path(dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))), "reference.R"))
path <- commandArgs(TRUE)[1]
d <- read_rows(path)
d <- d[d$Honors == 0, ]

model <- function(outcome) list(where = "Honors = 0", student = "Student ID", occasion = "Session", kind = "cluster-randomized",
  cluster = "Class", arm = "Treatment arm", control = "control", arms = c("vanilla", "augmented"), outcome = outcome,
  adjust = c("gpa_prev", "teacher*", "Session*", "Grader*", "Year*"), missing = "complete")

cases <- list()
for (outcome in c("Part3Tot", "Part2Tot"))
  cases[[length(cases) + 1]] <- case_of(if (outcome == "Part3Tot") "exam" else "practice", "trial", d, model(outcome),
    contrasts = list(c("augmented", "vanilla")), subgroups = list(c("female", "1")))

set.seed(20250601)
RNGversion("4.0.0")
for (i in 1:2) {
  m <- cases[[i]]$model
  ways <- list(list(NULL, "all"), list("Year", "all"), list(NULL, "pair"), list("Year", "pair"))
  cases[[i]]$expected$permutations <- lapply(ways, function(w) permutation(d, m, c("vanilla", "control"), 1e5, w[[1]], w[[2]]))
}

# Year 9, vanilla against control, on each student's mean; no covariates, all rows with the outcome.
for (outcome in c("Part3Tot", "Part2Tot")) {
  rows <- d[d$Year == 9 & d$`Treatment arm` != "augmented", ]
  means <- aggregate(list(mean = rows[[outcome]]), rows[c("Student ID", "Class", "Treatment arm")], mean)
  m <- list(where = "Honors = 0 and Year = 9 and Treatment arm in (control, vanilla)", student = "Student ID",
            kind = "cluster-randomized", cluster = "Class", arm = "Treatment arm", control = "control", arms = "vanilla",
            outcome = "mean", adjust = character(), missing = "complete")
  case <- case_of(paste(if (outcome == "Part3Tot") "exam" else "practice", "year 9, student means"), "trial", means, m,
                  note = sprintf("mean = each student's mean of %s over sessions", outcome))
  case$expected$permutations <- list(permutation(means, m, c("vanilla", "control")))
  cases[[length(cases) + 1]] <- case
}

write_cases(file.path(here(), "trial.json"), cases)
