# Rscript estimatr.R DATA.csv stata|CR2 ANSWER.json
# The model of benchmark.yaml, by the fastest call that estimatr has for it: only the columns needed, two threads, Cholesky.
suppressPackageStartupMessages({ library(data.table); library(estimatr) })
arguments <- commandArgs(TRUE)
arms <- c("tutor", "chatbot", "reader")
d <- fread(arguments[1], nThread = 2, showProgress = FALSE, na.strings = c("", "NA"),
           select = c("school", "grade", "arm", "pretest", "exam", "female", "low_income", "english_learner"))
d <- d[!is.na(exam)]
# A missing covariate: a constant and an indicator, as the program does by default in a randomized design.
covariates <- c("pretest", "grade", "female", "low_income", "english_learner")
indicators <- character()
for (name in covariates) if (anyNA(d[[name]])) {
  indicators <- c(indicators, paste0(name, "_missing"))
  d[, (paste0(name, "_missing")) := as.numeric(is.na(get(name)))]
  set(d, which(is.na(d[[name]])), name, if (name == "pretest") 500 else d[[name]][which(!is.na(d[[name]]))[1]])
}
d[, arm := factor(arm, levels = c("control", arms))]
stopifnot(!anyNA(d$arm))
formula <- reformulate(c("arm", sub("^grade$", "factor(grade)", covariates), indicators), "exam")
fit <- lm_robust(formula, d, clusters = school, se_type = arguments[2], try_cholesky = TRUE, return_vcov = FALSE)
terms <- paste0("arm", arms)
jsonlite::write_json(list(se_type = arguments[2], observations = fit$nobs, clusters = fit$nclusters,
  effects = data.frame(arm = arms, estimate = fit$coefficients[terms], standardError = fit$std.error[terms],
                       degreesOfFreedom = fit$df[terms], row.names = NULL)),
  arguments[3], auto_unbox = TRUE, digits = I(17))
