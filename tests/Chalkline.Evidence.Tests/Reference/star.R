# Rscript star.R ../../../../shared/data/star/star.csv
# Tennessee's class-size experiment, kindergarten mathematics; the data are not part of this tree.
source(file.path(dirname(normalizePath(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))), "reference.R"))
d <- read_rows(commandArgs(TRUE)[1])
d <- d[!is.na(d$stark) & !is.na(d$mathk), ]
d$class <- paste(d$schoolidk, d$stark, d$experiencek, d$tethnicityk, d$ladderk, d$degreek)
d$above <- as.numeric(d$mathk > median(d$mathk))

model <- function(...) modifyList(list(student = "student", kind = "student-randomized", delivery = "shared", cluster = "schoolidk",
  arm = "stark", control = "regular", arms = c("small", "regular+aide"), outcome = "mathk", adjust = "schoolidk*",
  missing = "indicator"), list(...))
no_schools <- function(term) !startsWith(term, "schoolidk=")
contrast <- list(c("small", "regular+aide"))

cases <- list(
  case_of("school", "star", d, model(), contrasts = contrast),
  case_of("class", "star", d, model(cluster = "class"),
    note = "class = schoolidk, stark, experiencek, tethnicityk, ladderk, degreek together, a missing part being a value of its own",
    contrasts = contrast),
  case_of("free lunch", "star", d, model(subgroup = "lunchk"), terms = no_schools,
    subgroups = list(c("lunchk", "free"), c("lunchk", "non-free"))),
  case_of("above the median", "star", d, model(outcome = "above"), terms = no_schools,
    note = sprintf("above = 1 where mathk > %s, else 0", median(d$mathk))),
  case_of("missing covariates", "star", d, model(adjust = c("schoolidk*", "lunchk*", "gender*", "experiencek")), terms = no_schools),
  case_of("complete cases", "star", d, model(adjust = c("schoolidk*", "lunchk*", "gender*", "experiencek"), missing = "complete"),
    terms = no_schools, note = "the same model on rows whose covariates are all known")
)

# Shares for the Cox index: p_T = p_C + b; d = (logit p_T - logit p_C) / 1.65, before any small-sample correction.
binary <- which(sapply(cases, function(c) c$name == "above the median"))
share <- mean(d$above[d$stark == "regular"])
cases[[binary]]$expected$effects[1:2] <- lapply(cases[[binary]]$expected$effects[1:2], function(e) {
  treated <- share + e$estimate
  c(e, list(cox = list(shareInAgainst = share, shareInArm = treated, uncorrected = (qlogis(treated) - qlogis(share)) / 1.65)))
})

individual <- model(delivery = "individual")
individual$cluster <- NULL
cases[[length(cases) + 1]] <- individual_case("individual", "star", d, individual, contrasts = contrast, check = FALSE)

write_cases(file.path(here(), "star.json"), cases)
