# Shared by trial.R, star.R and designs.R: one analysis of one outcome as a study file describes it, with every figure taken from
# estimatr, clubSandwich or lme4, or from plain arithmetic that says so. Nothing here calls the product.
suppressPackageStartupMessages({
  library(estimatr); library(clubSandwich); library(lme4); library(jsonlite)
})

versions <- function() {
  packages <- c("estimatr", "clubSandwich", "lme4", "numDeriv", "jsonlite")
  c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
    setNames(lapply(packages, function(p) as.character(packageVersion(p))), packages))
}

read_rows <- function(path)
  read.csv(path, check.names = FALSE, na.strings = c("", "NA", "N/A", "."), strip.white = TRUE, stringsAsFactors = FALSE)

# Levels sort numerically where all of them are numbers, else ordinally (C locale); the first is the reference.
sorted_levels <- function(x) {
  values <- unique(as.character(x[!is.na(x)]))
  numbers <- suppressWarnings(as.numeric(values))
  if (!anyNA(numbers)) values[order(numbers)] else sort(values, method = "radix")
}

dummies <- function(x, name) {
  levels <- sorted_levels(x)
  columns <- lapply(levels[-1], function(l) as.numeric(!is.na(x) & as.character(x) == l))
  setNames(columns, sprintf("%s=%s", name, levels[-1]))
}

# Columns of one entry of `adjust`; a missing value becomes 0 with an indicator, unless rows are complete already.
covariate_columns <- function(d, entry) {
  starred <- endsWith(entry, "*")
  name <- sub("\\*$", "", entry)
  x <- d[[name]]
  columns <- if (starred) dummies(x, name) else setNames(list(ifelse(is.na(x), 0, as.numeric(x))), name)
  if (anyNA(x)) columns[[paste(name, "is missing")]] <- as.numeric(is.na(x))
  columns
}

arm_columns <- function(d, m, against = m$control) {
  arms <- setdiff(c(m$control, m$arms), against)
  setNames(lapply(arms, function(a) as.numeric(d[[m$arm]] == a)), paste0("arm:", arms))
}

# The analytic sample: arm, cluster and outcome known; covariates too where missing = complete.
sample_of <- function(d, m) {
  need <- c(m$arm, m$cluster, m$block, m$outcome, m$subgroup)
  if (identical(m$missing, "complete")) need <- c(need, sub("\\*$", "", m$adjust))
  d <- d[complete.cases(d[, need, drop = FALSE]), , drop = FALSE]
  d[d[[m$arm]] %in% c(m$control, m$arms), , drop = FALSE]
}

covariates_of <- function(d, m) {
  columns <- list()
  if (!is.null(m$block)) columns <- c(columns, dummies(d[[m$block]], m$block))
  for (entry in m$adjust) columns <- c(columns, covariate_columns(d, entry))
  columns
}

# lm() decides which columns are collinear (it drops the later one); the rest are fitted again under safe names.
# `centre` subtracts a constant a column: it changes the intercept alone and keeps R's own arithmetic exact for large values.
fit <- function(y, columns, cluster) {
  columns <- c(list(`(intercept)` = rep(1, length(y))), columns)
  X <- do.call(cbind, columns)
  kept <- !is.na(coef(lm.fit(X, y)))
  X <- X[, kept, drop = FALSE]
  frame <- as.data.frame(X)
  names(frame) <- sprintf("V%03d", seq_len(ncol(X)))
  formula <- reformulate(names(frame), "y", intercept = FALSE)
  frame$y <- y
  frame$cluster <- cluster
  list(terms = colnames(X), dropped = names(columns)[!kept], formula = formula, frame = frame, X = X, y = y, cluster = cluster,
       lm = lm(formula, frame))
}

# Leaving a cluster out makes the model singular where I - H_gg has an eigenvalue of zero.
jackknife_is_singular <- function(f) {
  Q <- qr.Q(qr(f$X))
  smallest <- min(sapply(split(seq_along(f$y), f$cluster), function(rows) {
    1 - max(eigen(crossprod(Q[rows, , drop = FALSE]), symmetric = TRUE, only.values = TRUE)$values)
  }))
  smallest < 1e-10
}

robust <- function(f, se_type) lm_robust(f$formula, f$frame, clusters = cluster, se_type = se_type)

# A coefficient's inference: CR2 and CR1S from estimatr, CR0, CR1 and CR3 from clubSandwich.
inference <- function(f) {
  cr2 <- robust(f, "CR2")
  se <- function(type) sqrt(diag(vcovCR(f$lm, cluster = f$cluster, type = type)))
  list(cr2 = cr2, CR0 = se("CR0"), CR1 = se("CR1"), CR1S = robust(f, "stata")$std.error,
       CR3 = if (jackknife_is_singular(f)) NULL else se("CR3"))
}

# The arm without each cluster in turn, sqrt(sum (b_(g) - b)^2), lm.fit() dropping what cannot be estimated then: equal to CR3 where that
# exists, and defined beyond it as long as the arm stays estimable.
jackknife <- function(f, term) {
  b <- coef(f$lm)[[match(term, f$terms)]]
  without <- sapply(unique(f$cluster), function(g) coef(lm.fit(f$X[f$cluster != g, ], f$y[f$cluster != g]))[[term]])
  sqrt(sum((without - b)^2))
}

agree <- function(a, b, tolerance, what) {
  off <- max(abs(a - b) / pmax(abs(b), 1e-300))
  if (!is.finite(off) || off > tolerance) stop(sprintf("%s: R packages differ by %.2e", what, off))
}

estimate_of <- function(f, inf, term) {
  i <- match(term, f$terms)
  r <- inf$cr2
  list(estimate = r$coefficients[[i]], standardError = r$std.error[[i]], degreesOfFreedom = r$df[[i]], p = r$p.value[[i]],
       interval = c(r$conf.low[[i]], r$conf.high[[i]]), CR0 = inf$CR0[[i]], CR1 = inf$CR1[[i]], CR1S = inf$CR1S[[i]],
       CR3 = if (is.null(inf$CR3)) NA else inf$CR3[[i]])
}

with_jackknife <- function(e, f, term) {
  e$jackknife <- jackknife(f, term)
  if (!is.na(e$CR3)) agree(e$jackknife, e$CR3, 1e-9, "CR3 and leaving each cluster out")
  e
}

# Pooled variance within arm and occasion of the contrast's rows: S^2 = sum (n_at - 1) s^2_at / sum (n_at - 1).
spread <- function(d, m, pair) {
  d <- d[d[[m$arm]] %in% pair, , drop = FALSE]
  occasion <- if (is.null(m$occasion)) rep(1, nrow(d)) else d[[m$occasion]]
  cells <- split(d[[m$outcome]], list(d[[m$arm]], occasion), drop = TRUE)
  cells <- cells[lengths(cells) > 1]
  n <- lengths(cells) - 1
  list(S = sqrt(sum(n * sapply(cells, var)) / sum(n)), observations = nrow(d),
       students = if (is.null(m$student)) nrow(d) else length(unique(d[[m$student]])),
       clusters = length(unique(cluster_key(d, m))))
}

cluster_key <- function(d, m)
  if (is.null(m$cluster)) as.character(seq_len(nrow(d))) else do.call(paste, c(unname(as.list(d[m$cluster])), sep = "\r"))

# WWC 5.0: h = [(N-2)-2(n-1)rho]^2 / {(N-2)(1-rho)^2 + n(N-2n)rho^2 + 2(N-2n)rho(1-rho)}, omega = 1 - 3/(4h-1),
# gamma = 1 - 2(n-1)rho/(N-2), n = N/J; g = omega * sqrt(gamma) * b / S.
hedges <- function(b, s, rho) {
  N <- s$students
  n <- N / s$clusters
  a <- (N - 2) - 2 * (n - 1) * rho
  h <- a^2 / ((N - 2) * (1 - rho)^2 + n * (N - 2 * n) * rho^2 + 2 * (N - 2 * n) * rho * (1 - rho))
  omega <- 1 - 3 / (4 * h - 1)
  gamma <- 1 - 2 * (n - 1) * rho / (N - 2)
  list(S = s$S, N = N, clusterSize = n, rho = rho, h = h, omega = omega, gamma = gamma, g = omega * sqrt(gamma) * b / s$S)
}

# REML variances: lmer, then Newton on the gradient of lme4's own REML deviance (Richardson differences), so that about ten digits hold.
variances <- function(d, m, fixed = NULL, repeated = !is.null(m$occasion)) {
  d$.y <- d[[m$outcome]]
  d$.arm <- factor(d[[m$arm]])
  d$.cluster <- factor(cluster_key(d, m))
  formula <- ".y ~ .arm"
  if (repeated) {
    d$.occasion <- factor(d[[m$occasion]])
    d$.unit <- factor(d[[m$student]])
    formula <- paste(formula, "+ .occasion + (1 | .cluster) + (1 | .unit)")
  } else formula <- paste(formula, "+ (1 | .cluster)")
  tight <- lmerControl(optimizer = "bobyqa", calc.derivs = FALSE, check.conv.singular = "ignore",
                       optCtrl = list(rhobeg = 0.2, rhoend = 1e-9, maxfun = 1e5))
  model <- lmer(as.formula(formula), d, REML = TRUE, control = tight)
  deviance <- lmer(as.formula(formula), d, REML = TRUE, control = tight, devFunOnly = TRUE)
  theta <- getME(model, "theta")
  free <- theta > 1e-4
  if (any(free)) for (step in 1:6) {
    on_free <- function(t) { full <- theta; full[free] <- t; deviance(full) }
    gradient <- numDeriv::grad(on_free, theta[free])
    theta[free] <- theta[free] - solve(numDeriv::hessian(on_free, theta[free]), gradient)
  }
  deviance(theta)
  # sigma^2 at theta: penalised residual sum of squares over n - p.
  environment_of <- environment(deviance)
  residual <- environment_of$resp$wrss() + environment_of$pp$sqrL(1)
  residual <- residual / (nrow(d) - length(fixef(model)))
  names(theta) <- sub("\\..*$", "", sub("^\\.", "", names(theta)))
  of <- function(name) if (name %in% names(theta)) theta[[name]]^2 * residual else 0
  reported <- as.data.frame(VarCorr(model))$vcov
  agree(residual, tail(reported, 1), 1e-4, "REML residual before and after polishing")
  list(cluster = of("cluster"), unit = of("unit"), residual = residual)
}

joint_test <- function(f, arms) {
  if (length(arms) < 2) return(NA)
  w <- Wald_test(f$lm, constrain_zero(match(paste0("arm:", arms), f$terms)), vcov = vcovCR(f$lm, cluster = f$cluster, type = "CR2"),
                 test = "HTZ")
  list(F = w$Fstat, degreesOfFreedom = c(w$df_num, w$df_denom), p = w$p_val)
}

# Effect in a level of a 0/1 indicator, in the rest, and their difference, each by clubSandwich's linear_contrast (CR2, Satterthwaite).
subgroup <- function(d, m, column, level) {
  inside <- as.numeric(as.character(d[[column]]) == level)
  arms <- arm_columns(d, m)
  other <- covariates_of(d, m)
  columns <- c(arms, setNames(lapply(arms, `*`, inside), paste0(names(arms), ":inside")), list(inside = inside), other)
  f <- fit(d[[m$outcome]], columns, cluster_key(d, m))
  V <- vcovCR(f$lm, cluster = f$cluster, type = "CR2")
  pick <- function(weights) {
    row <- matrix(0, 1, length(f$terms))
    row[match(names(weights), f$terms)] <- weights
    r <- linear_contrast(f$lm, V, contrasts = row, test = "Satterthwaite", p_values = TRUE)
    list(estimate = r$Est, standardError = r$SE, degreesOfFreedom = r$df, p = r$p_val, interval = c(r$CI_L, r$CI_U))
  }
  unname(lapply(names(arms), function(a) {
    crossed <- paste0(a, ":inside")
    list(column = column, level = level, arm = sub("^arm:", "", a), against = m$control,
         effect = pick(setNames(c(1, 1), c(a, crossed))), rest = pick(setNames(1, a)), difference = pick(setNames(1, crossed)))
  }))
}

# One case: what the study says, and what R says about it.
case_of <- function(name, data, d, m, contrasts = list(), subgroups = list(), with_variances = TRUE, note = NULL,
                    terms = function(t) TRUE) {
  d <- sample_of(d, m)
  cluster <- cluster_key(d, m)
  f <- fit(d[[m$outcome]], c(arm_columns(d, m), covariates_of(d, m)), cluster)
  inf <- inference(f)
  ct <- coef_test(f$lm, vcov = vcovCR(f$lm, cluster = cluster, type = "CR2"), test = "Satterthwaite")
  arm_rows <- match(paste0("arm:", m$arms), f$terms)
  agree(ct$SE[arm_rows], inf$cr2$std.error[arm_rows], 1e-9, paste(name, "CR2, clubSandwich and estimatr"))
  agree(ct$df[arm_rows], inf$cr2$df[arm_rows], 1e-6, paste(name, "df, clubSandwich and estimatr"))
  v <- if (with_variances) variances(d, m) else NULL
  rho <- if (is.null(v)) NA else v$cluster / (v$cluster + v$unit + v$residual)
  effect <- function(arm, against) {
    g <- if (against == m$control) list(f = f, inf = inf)
         else { f2 <- fit(d[[m$outcome]], c(arm_columns(d, m, against), covariates_of(d, m)), cluster); list(f = f2, inf = inference(f2)) }
    s <- spread(d, m, c(arm, against))
    e <- with_jackknife(estimate_of(g$f, g$inf, paste0("arm:", arm)), g$f, paste0("arm:", arm))
    c(list(arm = arm, against = against, observations = s$observations, students = s$students, clusters = s$clusters), e,
      if (is.na(rho)) list(S = s$S) else list(hedges = hedges(e$estimate, s, rho)))
  }
  effects <- c(lapply(m$arms, effect, m$control), lapply(contrasts, function(p) effect(p[1], p[2])))
  others <- Filter(terms, setdiff(f$terms, c("(intercept)", paste0("arm:", m$arms))))
  # A dummy of the cluster itself has leverage 1 along a direction: there the two packages differ (they cut eigenvalues at other places),
  # so only terms on which they agree are expected of anyone else; the others are named with their estimates.
  undisputed <- abs(ct$SE / inf$cr2$std.error - 1) < 1e-9 & abs(ct$df / inf$cr2$df - 1) < 1e-6
  settled <- others[undisputed[match(others, f$terms)]]
  adjustment <- lapply(settled, function(t) c(list(term = t), estimate_of(f, inf, t)[c("estimate", "standardError", "degreesOfFreedom", "p")]))
  disputed <- lapply(setdiff(others, settled), function(t) list(term = t, estimate = coef(f$lm)[[match(t, f$terms)]]))
  expected <- list(observations = nrow(d), students = if (is.null(m$student)) nrow(d) else length(unique(d[[m$student]])),
    clusters = length(unique(cluster)), parameters = length(f$terms), dropped = as.list(f$dropped), effects = effects,
    joint = joint_test(f, m$arms), adjustment = adjustment,
    disputed = if (length(disputed) > 0) disputed, variances = v)
  expected <- expected[!(names(expected) == "disputed" & sapply(expected, is.null))]
  if (length(subgroups) > 0) expected$subgroups <- do.call(c, lapply(subgroups, function(s) subgroup(d, m, s[1], s[2])))
  Filter(Negate(is.null), list(name = name, note = note, data = data, model = m, expected = expected))
}

write_cases <- function(path, cases, extra = list()) {
  # Always lists, also of one: one shape for a reader of the file.
  cases <- lapply(cases, function(c) {
    for (name in c("cluster", "arms", "adjust")) if (name %in% names(c$model)) c$model[[name]] <- as.list(c$model[[name]])
    c
  })
  text <- toJSON(c(list(versions = versions()), extra, list(cases = cases)), auto_unbox = TRUE, digits = NA, na = "null", null = "null",
                 pretty = 1)
  # Short arrays and the leaves of the tree on one line each: readable, and a third of the size.
  text <- gsub("\\[\\s+\\]", "[]", text, perl = TRUE)
  text <- gsub("\\[\\s+(-?[0-9\"][^][{}]*?)\\s+\\]", "[\\1]", text, perl = TRUE)
  text <- gsub(",\\n +((?:-?[0-9]|\"[^\":]*\")[^\\n:]*)(?=[],])", ", \\1", text, perl = TRUE)
  text <- gsub("\\n +(\"(estimate|standardError|degreesOfFreedom|p|interval|CR0|CR1|CR1S|CR3|jackknife|unit|residual|N|clusterSize|rho|h|omega|gamma|g)\":)",
               " \\1", text, perl = TRUE)
  writeLines(text, path)
}

here <- function() {
  file <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  dirname(normalizePath(file))
}

# Students with an own copy each: HC2 with Satterthwaite (Bell-McCaffrey) degrees of freedom, which is CR2 with every row a cluster.
# Standard errors from lm_robust. df by its definition, in plain arithmetic: with a = XMc and w = a^2/(1-h),
# df = (sum a^2)^2 / sum_ij w_i w_j (d_ij - H_ij)^2; small samples are checked against clubSandwich.
satterthwaite_hc2 <- function(f, term) {
  Q <- qr.Q(qr(f$X))
  h <- rowSums(Q^2)
  a <- drop(f$X %*% solve(crossprod(f$X), as.numeric(f$terms == term)))
  w <- ifelse(1 - h > 1e-10, a^2 / (1 - h), 0)
  used <- 1 - h > 1e-10
  # sum_ij w_i w_j H_ij^2 by blocks of rows, so that no n x n matrix is held.
  cross <- sum(sapply(split(seq_along(w), (seq_along(w) - 1) %/% 500), function(rows)
    sum((tcrossprod(Q[rows, , drop = FALSE], Q)^2 %*% w) * w[rows])))
  sum(a[used]^2)^2 / (sum(w^2 * (1 - 2 * h)) + cross)
}

individual_case <- function(name, data, d, m, contrasts = list(), note = NULL, check = TRUE) {
  d <- sample_of(d, m)
  columns <- covariates_of(d, m)
  analyse <- function(against) {
    f <- fit(d[[m$outcome]], c(arm_columns(d, m, against), columns), seq_len(nrow(d)))
    list(f = f, hc2 = lm_robust(f$formula, f$frame, se_type = "HC2"), hc1 = lm_robust(f$formula, f$frame, se_type = "HC1"),
         hc0 = lm_robust(f$formula, f$frame, se_type = "HC0"), hc3 = lm_robust(f$formula, f$frame, se_type = "HC3"))
  }
  of <- function(r, term) {
    i <- match(term, r$f$terms)
    b <- r$hc2$coefficients[[i]]
    se <- r$hc2$std.error[[i]]
    df <- satterthwaite_hc2(r$f, term)
    if (check) {
      ct <- coef_test(r$f$lm, vcov = vcovCR(r$f$lm, cluster = r$f$cluster, type = "CR2"), test = "Satterthwaite", coefs = i)
      agree(ct$SE, se, 1e-9, paste(name, "HC2"))
      agree(ct$df, df, 1e-8, paste(name, "HC2 df"))
    }
    list(estimate = b, standardError = se, degreesOfFreedom = df, p = 2 * pt(-abs(b / se), df),
         interval = b + c(-1, 1) * qt(.975, df) * se, HC0 = r$hc0$std.error[[i]], HC1 = r$hc1$std.error[[i]],
         HC3 = if (any(1 - hatvalues(r$f$lm) < 1e-10)) NA else r$hc3$std.error[[i]])
  }
  main <- analyse(m$control)
  effect <- function(arm, against) {
    r <- if (against == m$control) main else analyse(against)
    s <- spread(d, m, c(arm, against))
    e <- of(r, paste0("arm:", arm))
    N <- s$students
    omega <- 1 - 3 / (4 * N - 9)
    c(list(arm = arm, against = against, observations = s$observations, students = N), e,
      list(hedges = list(S = s$S, N = N, omega = omega, g = omega * e$estimate / s$S)))
  }
  joint <- NA
  if (length(m$arms) > 1 && check) {
    w <- Wald_test(main$f$lm, constrain_zero(match(paste0("arm:", m$arms), main$f$terms)),
                   vcov = vcovCR(main$f$lm, cluster = main$f$cluster, type = "CR2"), test = "HTZ")
    joint <- list(F = w$Fstat, degreesOfFreedom = c(w$df_num, w$df_denom), p = w$p_val)
  }
  others <- setdiff(main$f$terms, c("(intercept)", paste0("arm:", m$arms)))
  others <- if (check) others else character()
  adjustment <- lapply(others, function(t) c(list(term = t), of(main, t)[c("estimate", "standardError", "degreesOfFreedom", "p")]))
  expected <- list(observations = nrow(d), students = nrow(d), parameters = length(main$f$terms), dropped = as.list(main$f$dropped),
    effects = c(lapply(m$arms, effect, m$control), lapply(contrasts, function(p) effect(p[1], p[2]))), joint = joint, adjustment = adjustment)
  Filter(Negate(is.null), list(name = name, note = note, data = data, model = m, expected = expected))
}

# Studentized cluster permutation test of one contrast: the labels of its two arms move between their clusters (within blocks), the
# adjusted model is fitted again, and |b| / CR0 is compared. `sample` says on which rows: "all" keeps the other arms in the model, where
# they are, so that the observed statistic is the reported effect's; "pair" has the rows of the two arms alone.
# By Frisch, Waugh and Lovell the coefficient needs only W = M_Z C, with C the movable clusters' indicators and Z the covariates and other
# arms: t = W a for an assignment a. Exact where all assignments are listed (the observed one among them); otherwise
# p = (1 + #) / (draws + 1). An assignment in the span of Z has no statistic and counts as extreme.
permutation <- function(d, m, pair, draws = NULL, block = m$block, sample = "all") {
  d <- sample_of(d, m)
  if (sample == "pair") d <- d[d[[m$arm]] %in% pair, , drop = FALSE]
  m$block <- block
  others <- setdiff(c(m$control, m$arms), pair)
  if (sample == "pair") others <- character()
  cluster <- factor(cluster_key(d, m))
  kept <- lapply(others, function(a) as.numeric(d[[m$arm]] == a))
  names(kept) <- sprintf("arm:%s", others)
  f <- fit(d[[m$outcome]], c(kept, covariates_of(d, m)), cluster)
  q <- qr(f$X)
  movable <- levels(cluster)[tapply(d[[m$arm]] %in% pair, cluster, all)]
  C <- sapply(movable, function(l) as.numeric(cluster == l))
  W <- qr.resid(q, C)
  y <- qr.resid(q, f$y)
  first <- match(movable, cluster_key(d, m))
  observed <- as.numeric(d[[m$arm]][first] == pair[1])
  strata <- if (is.null(block)) rep(1, length(movable)) else as.character(d[[block]][first])
  groups <- split(seq_along(observed), strata)
  statistics <- function(A) {
    r <- W %*% A
    ss <- colSums(r^2)
    b <- drop(crossprod(r, y)) / ss
    e <- y - sweep(r, 2, b, `*`)
    se <- sqrt(colSums(rowsum(r * e, cluster)^2)) / ss
    b[ss < 1e-8] <- NA
    rbind(b = abs(b), t = abs(b / se))
  }
  count <- prod(sapply(groups, function(g) choose(length(g), sum(observed[g]))))
  exact <- is.null(draws)
  if (exact) {
    A <- matrix(0, length(observed), 1)
    for (g in groups) {
      chosen <- combn(length(g), sum(observed[g]))
      one <- sapply(seq_len(ncol(chosen)), function(i) replace(rep(0, length(g)), chosen[, i], 1))
      A <- A[, rep(seq_len(ncol(A)), each = ncol(one)), drop = FALSE]
      A[g, ] <- one[, rep(seq_len(ncol(one)), length.out = ncol(A))]
    }
    stopifnot(ncol(A) == count, ncol(unique(A, MARGIN = 2)) == count)
    total <- count
    batches <- list(A)
  } else {
    total <- draws
    batches <- rep(list(NULL), draws / 1000)
  }
  at <- statistics(matrix(observed))
  extreme <- c(b = 0, t = 0)
  undefined <- 0
  for (A in batches) {
    if (is.null(A)) A <- replicate(1000, { a <- observed; for (g in groups) a[g] <- a[g][sample.int(length(g))]; a })
    s <- statistics(A)
    undefined <- undefined + sum(is.na(s["b", ]))
    s[is.na(s)] <- Inf
    extreme <- extreme + rowSums(s >= at[, 1] * (1 - 1e-9))
  }
  p <- if (exact) extreme / total else (1 + extreme) / (total + 1)
  list(arm = pair[1], against = pair[2], sample = sample, block = if (is.null(block)) NA else block, exact = exact, assignments = count,
       draws = if (exact) NA else draws, undefined = undefined, statistic = at[["t", 1]], p = p[["t"]], unstudentizedP = p[["b"]])
}
