# Reference values of distributions, adjusted p values and posteriors, from base R alone:  Rscript functions.R
number <- function(x) formatC(x, digits = 17, format = "g", width = 1)
rows <- function(d) paste0("  [", apply(d, 1, function(r) paste(number(r), collapse = ", ")), "]", collapse = ",\n")

degrees <- c(0.7, 1, 1.3, 2, 2.5, 3.7, 5, 8.25, 13, 29.4, 100, 1234.5, 1e5, 1e7)

# P(T > t), t from the middle to where a tail of 1e-300 lies.
tails <- do.call(rbind, lapply(degrees, function(v) {
  t <- c(1e-8, 1e-3, 0.1, 0.5, 1, 1.7, 2.5, 4, 7, 12, 20, 36, 100, 1e4, 1e9)
  p <- pt(t, v, lower.tail = FALSE)
  cbind(t, v, p)[p >= 1e-300, , drop = FALSE]
}))

# The t with P(T <= t) = p. R's qt() is good to about 1e-12 and less in far tails: polished by Newton on pt().
quantiles <- do.call(rbind, lapply(degrees, function(v) {
  tail <- c(0.45, 0.3, 0.2, 0.1, 0.05, 0.025, 0.02785, 0.0241, 0.00557, 0.001, 1e-4)
  t <- qt(tail, v, lower.tail = FALSE)
  for (i in 1:3) t <- t + (pt(t, v, lower.tail = FALSE) - tail) / dt(t, v)
  cbind(tail, v, t)
}))

set.seed(20)
families <- list(c(0.01, 0.04, 0.03, 0.005), c(0.5), c(0.2, 0.2, 0.2), c(1, 1e-12, 0.049, 0.051, 0), runif(12)^3, rep(0.05, 5))
adjusted <- paste0("  {\"p\": [", sapply(families, function(p) paste(number(p), collapse = ", ")),
  "],\n   \"BH\": [", sapply(families, function(p) paste(number(p.adjust(p, "BH")), collapse = ", ")),
  "],\n   \"holm\": [", sapply(families, function(p) paste(number(p.adjust(p, "holm")), collapse = ", ")), "]}", collapse = ",\n")

# P(g > 0) and P(g > worthwhile): t likelihood times normal prior, by integrate() in pieces around likelihood and prior.
posterior <- function(g, se, df, mean, sd, worthwhile) {
  f <- function(x) dt((g - x) / se, df) * dnorm(x, mean, sd)
  pieces <- function(from, to) {
    cuts <- sort(unique(c(from, to, g + c(-30, -8, -3, -1, 0, 1, 3, 8, 30) * se, mean + c(-8, -3, -1, 0, 1, 3, 8) * sd)))
    cuts <- cuts[cuts >= from & cuts <= to]
    sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-12, abs.tol = 0)$value, head(cuts, -1), tail(cuts, -1)))
  }
  edge <- 30 * sd
  whole <- pieces(mean - edge, mean + edge)
  c(pieces(0, mean + edge) / whole, pieces(worthwhile, mean + edge) / whole)
}
settings <- expand.grid(g = c(-0.4, 0.02, 0.15, 1.2), se = c(0.004, 0.06, 0.3), df = c(1.8, 6.4, 40), mean = c(0, 0.05),
  sd = c(0.1, 0.2), worthwhile = 0.1)
# Where likelihood and prior are far apart their product is too small to integrate.
settings <- settings[abs(settings$g - settings$mean) < 6 * settings$sd + 8 * settings$se, ]
posteriors <- cbind(settings, t(mapply(posterior, settings$g, settings$se, settings$df, settings$mean, settings$sd, settings$worthwhile)))

writeLines(c("{", sprintf(" \"versions\": {\"R\": \"%s\"},", paste(R.version$major, R.version$minor, sep = ".")),
  " \"tails\": [", rows(tails), " ],", " \"quantiles\": [", rows(quantiles), " ],",
  " \"adjusted\": [", adjusted, " ],", " \"posteriors\": [", rows(as.matrix(posteriors)), " ]", "}"), "functions.json")
