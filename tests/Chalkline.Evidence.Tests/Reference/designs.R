# Rscript designs.R
# Small invented data sets, one for each shape of design that is easy to get wrong. Nobody in them exists. The CSV files are written
# with few decimals and read back, so that R and everyone else see the same numbers.
source(file.path(dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))), "reference.R"))
folder <- file.path(here(), "data")
dir.create(folder, showWarnings = FALSE)
RNGversion("4.0.0")

invent <- function(name, seed, make) {
  set.seed(seed)
  file <- paste0(name, ".csv")
  write.csv(make(), file.path(folder, file), row.names = FALSE, quote = FALSE, na = "")
  list(file = file, rows = read_rows(file.path(folder, file)))
}

# Students in classes of given sizes: pretest, exam with a class effect, and the class's arm.
classes <- function(sizes, arms, effect = c(control = 0), prefix = "c") {
  class <- rep(sprintf("%s%02d", prefix, seq_along(sizes)), sizes)
  arm <- rep(arms, sizes)
  mood <- rep(rnorm(length(sizes), 0, 4), sizes)
  pretest <- round(rnorm(length(class), 50, 10) + mood / 2, 1)
  shift <- ifelse(arm %in% names(effect), effect[arm], 0)
  exam <- round(10 + 0.8 * pretest + mood + shift + rnorm(length(class), 0, 8), 1)
  data.frame(student = sprintf("s%03d", seq_along(class)), class, arm, pretest, exam)
}

model <- function(...) modifyList(list(student = "student", kind = "cluster-randomized", cluster = "class", arm = "arm",
  control = "control", arms = "tutor", outcome = "exam", adjust = "pretest", missing = "indicator"), list(...))
two <- function(n) rep(c("control", "tutor"), length.out = n)
cases <- list()
add <- function(case) cases[[length(cases) + 1]] <<- case
analyse <- function(name, set, m, ...) {
  case <- case_of(name, set$file, set$rows, m, ...)
  if (m$kind == "cluster-randomized") {
    samples <- if (length(m$arms) > 1) c("all", "pair") else "all"
    case$expected$permutations <- do.call(c, lapply(samples, function(s)
      lapply(m$arms, function(a) permutation(set$rows, m, c(a, m$control), sample = s))))
  }
  add(case)
}

# Clusters of one student beside larger ones.
singletons <- invent("singletons", 1, function() classes(c(1, 1, 1, 1, 5, 9, 12, 4, 7, 3, 1, 8), two(12), c(tutor = 3)))
analyse("singleton clusters", singletons, model())

# A factor's level that occurs in one cluster only: that cluster has leverage 1 in the level's direction, and CR3 is singular.
rare <- invent("rare-level", 2, function() {
  d <- classes(c(8, 10, 6, 9, 7, 11, 8, 5, 9, 10), two(10), c(tutor = 2))
  d$room <- sample(c("2", "10", "9"), nrow(d), TRUE)
  d$room[d$class == "c04" & seq_len(nrow(d)) %% 2 == 0] <- "40"
  d
})
analyse("a level seen in one cluster", rare, model(adjust = c("pretest", "room*")))

# A whole cluster with its own dummy (leverage 1): it says nothing about the arm.
own <- invent("own-dummy", 3, function() {
  d <- classes(c(8, 10, 6, 9, 7, 11, 8, 5), two(8), c(tutor = 2))
  d$makeup <- as.numeric(d$class == "c03")
  d
})
analyse("a cluster with leverage 1", own, model(adjust = c("pretest", "makeup")))

# Matched pairs of classes, the pair as explicit columns.
pairs <- invent("pairs", 4, function() {
  d <- classes(c(20, 18, 15, 22, 17, 19, 21, 16, 14, 20, 18, 23), two(12), c(tutor = 3))
  cbind(d, pair = paste0("p", (as.integer(substr(d$class, 2, 3)) + 1) %/% 2))
})
analyse("matched pairs", pairs, model(block = "pair", adjust = "pretest"))
analyse("matched pairs, no covariate", pairs, model(block = "pair", adjust = character()))

# Three blocks in which different shares of the classes got the tool.
unequal <- invent("unequal-blocks", 5, function() {
  arms <- c("tutor", "control", "control", "control", "tutor", "tutor", "control", "control", "tutor", "tutor", "tutor", "control")
  d <- classes(c(12, 9, 14, 11, 10, 13, 8, 12, 9, 15, 11, 10), arms, c(tutor = 2))
  cbind(d, school = c("north", "south", "west")[(as.integer(substr(d$class, 2, 3)) - 1) %/% 4 + 1])
})
analyse("blocks with unequal probabilities", unequal, model(block = "school", probabilities = "by-block"))

# A declared subgroup, crossed with the arm.
crossed <- invent("subgroup", 6, function() {
  d <- classes(c(14, 12, 16, 13, 15, 11, 12, 14, 13, 16), two(10), c(tutor = 2))
  d$learner <- rbinom(nrow(d), 1, 0.4)
  d$exam <- round(d$exam - 4 * d$learner + 3 * d$learner * (d$arm == "tutor"), 1)
  d
})
analyse("arm by subgroup", crossed, model(adjust = c("pretest", "learner")), subgroups = list(c("learner", "1")))
analyse("arm by subgroup, not adjusted for", crossed, model(), subgroups = list(c("learner", "1")),
  note = "the subgroup's main effect enters the subgroup's model by itself")

# Three arms and control, of unequal sizes.
arms <- invent("three-arms", 7, function() {
  a <- c("control", "control", "control", "control", "control", "control", "tutor", "tutor", "tutor", "coach", "coach", "coach",
         "coach", "planner", "planner")
  classes(c(20, 6, 11, 17, 9, 13, 8, 22, 10, 5, 16, 12, 7, 19, 10), a, c(tutor = 3, coach = -1, planner = 0))
})
analyse("three arms of unequal sizes", arms, model(arms = c("tutor", "coach", "planner")),
  contrasts = list(c("tutor", "coach"), c("coach", "planner")))

# Students drawn singly, each with an own copy of the tool: HC2 with Satterthwaite.
single <- invent("individual", 8, function() {
  d <- data.frame(student = sprintf("s%03d", 1:90), school = rep(c("north", "south", "west"), c(40, 30, 20)))
  d$arm <- sample(c("control", "tutor", "coach"), 90, TRUE, c(5, 3, 1))
  d$pretest <- round(rnorm(90, 50, 10), 1)
  d$exam <- round(10 + 0.8 * d$pretest + 3 * (d$arm == "tutor") + rnorm(90, 0, ifelse(d$arm == "coach", 14, 8)), 1)
  d
})
own_copy <- model(kind = "student-randomized", delivery = "individual", block = "school", arms = c("tutor", "coach"))
own_copy$cluster <- NULL
add(individual_case("students with own copies", single$file, single$rows, own_copy, contrasts = list(c("tutor", "coach"))))
plain <- own_copy
plain$block <- NULL
plain$adjust <- list()
plain$arms <- "coach"
add(individual_case("a small arm of students, no covariate", single$file, single$rows, plain,
  note = "only rows of coach and control; df is close to Welch's"))

# Students drawn within classes that share a tool: the arm varies inside the cluster, which is also the block.
inside <- invent("within-classes", 9, function() {
  d <- classes(c(14, 12, 16, 9, 15, 11), rep("control", 6))
  d$arm <- unlist(lapply(split(seq_len(nrow(d)), d$class), function(i) sample(rep(c("control", "tutor"), length.out = length(i)))))
  d$exam <- round(d$exam + 3 * (d$arm == "tutor"), 1)
  d
})
analyse("students within classes that are blocks", inside,
  model(kind = "student-randomized", delivery = "shared", block = "class"))

# A comparison group that was matched, not drawn.
matched <- invent("matched", 10, function() {
  d <- classes(c(18, 15, 20, 13, 17, 16, 19, 12, 14, 18), two(10), c(tutor = 2))
  d$absences <- rpois(nrow(d), 5)
  d$pretest[c(3, 40)] <- NA
  d
})
analyse("matched comparison", matched, model(kind = "matched-comparison", adjust = c("pretest", "absences"), missing = "complete"))

# The same students on three occasions, in classes.
repeated <- invent("occasions", 11, function() {
  base <- classes(c(9, 7, 11, 8, 10, 6, 9, 12, 7, 8), two(10))
  own <- rnorm(nrow(base), 0, 6)
  rows <- do.call(rbind, lapply(1:3, function(t) {
    d <- base
    d$occasion <- t
    d$exam <- round(base$exam + own + 2 * t + 2 * (base$arm == "tutor") + rnorm(nrow(base), 0, 5), 1)
    d
  }))
  rows <- rows[runif(nrow(rows)) > 0.1, ]
  rows[order(rows$student, rows$occasion), ]
})
analyse("three occasions", repeated, model(occasion = "occasion", adjust = c("pretest", "occasion*")))

# A covariate that repeats others: R drops the later one.
collinear <- invent("collinear", 12, function() {
  d <- classes(c(10, 12, 9, 11, 8, 13, 10, 9), two(8), c(tutor = 2))
  d$practice <- round(rnorm(nrow(d), 20, 4), 1)
  d$both <- round(d$pretest + d$practice, 1)
  d$grade <- rep(c(6, 7, 8, 8), length.out = 8)[as.integer(substr(d$class, 2, 3))]
  d$eighth <- as.numeric(d$grade == 8)
  d
})
analyse("collinear covariates", collinear, model(adjust = c("pretest", "practice", "both", "grade*", "eighth")))

# Large values: scores about 2500, years 2023 to 2025. Constants are subtracted before R sees them, which changes the intercept alone;
# raw, R itself loses digits.
large <- invent("large-values", 13, function() {
  d <- classes(c(12, 9, 14, 11, 10, 13, 8, 12, 9, 15), two(10))
  d$year <- 2023 + sample(0:2, nrow(d), TRUE)
  d$pretest <- round(2500 + 100 * rnorm(nrow(d)))
  d$exam <- round(2520 + 0.7 * (d$pretest - 2500) + 5 * (d$year - 2023) + 12 * (d$arm == "tutor") + rnorm(nrow(d), 0, 60))
  d
})
centred <- large
centred$rows$pretest <- centred$rows$pretest - 2500
centred$rows$year <- centred$rows$year - 2024
centred$rows$exam <- centred$rows$exam - 2500
analyse("large values", centred, model(adjust = c("pretest", "year")),
  note = "R saw pretest - 2500, year - 2024 and exam - 2500; effects, slopes and their errors are those of the file's own values")

# Missing covariates in a randomized design: a constant and an indicator.
holes <- invent("missing", 14, function() {
  d <- classes(c(14, 12, 16, 9, 15, 11, 13, 10), two(8), c(tutor = 2))
  d$track <- sample(c("a", "b"), nrow(d), TRUE)
  d$pretest[sample(nrow(d), 12)] <- NA
  d$track[sample(nrow(d), 8)] <- NA
  d$exam[sample(nrow(d), 5)] <- NA
  d
})
analyse("missing covariates", holes, model(adjust = c("pretest", "track*")))

# A 0/1 outcome.
passed <- invent("passed", 15, function() {
  d <- classes(c(14, 12, 16, 9, 15, 11, 13, 10), two(8), c(tutor = 4))
  d$passed <- as.numeric(d$exam > 50)
  d
})
analyse("a 0/1 outcome", passed, model(outcome = "passed"))

write_cases(file.path(here(), "designs.json"), cases)
