# Rscript agree.R OURS.json PEER.json
# No time is printed before the answers agree: estimates to 1e-9 relative, standard errors to 1e-8, degrees of freedom to 1e-6.
arguments <- commandArgs(TRUE)
ours <- jsonlite::fromJSON(arguments[1], simplifyVector = FALSE)
peer <- jsonlite::fromJSON(arguments[2], simplifyVector = FALSE)
fail <- function(...) { message("The answers differ: ", sprintf(...)); quit(status = 1) }
close <- function(a, b, tolerance, what) {
  if (!is.numeric(a) || !is.finite(a)) fail("%s is missing", what)
  off <- abs(a / b - 1)
  if (!isTRUE(off <= tolerance)) fail("%s: %.15g here, %.15g in estimatr (%.1e apart, %.0e allowed)", what, a, b, off, tolerance)
  off
}
if (ours$observations != peer$observations) fail("%d rows here, %d in estimatr", ours$observations, peer$observations)
if (ours$clusters != peer$clusters) fail("%d clusters here, %d in estimatr", ours$clusters, peer$clusters)
worst <- c(estimate = 0, error = 0, df = 0)
for (theirs in peer$effects) {
  mine <- Filter(function(e) e$outcome == "exam" && e$arm == theirs$arm && e$against == "control", ours$effects)
  if (length(mine) != 1) fail("no effect of %s", theirs$arm)
  mine <- mine[[1]]
  off <- c(close(mine$estimate, theirs$estimate, 1e-9, paste("the effect of", theirs$arm)), 0, 0)
  if (peer$se_type == "stata") {
    off[2] <- close(mine$conventional$standardError, theirs$standardError, 1e-8, paste("CR1S of", theirs$arm))
  } else {
    off[2] <- close(mine$standardError, theirs$standardError, 1e-8, paste("CR2 of", theirs$arm))
    off[3] <- close(mine$degreesOfFreedom, theirs$degreesOfFreedom, 1e-6, paste("degrees of freedom of", theirs$arm))
  }
  worst <- pmax(worst, off)
}
cat(sprintf("Answers agree with estimatr (%s): estimates within %.0e, standard errors %.0e%s.\n", peer$se_type, worst[1], worst[2],
            if (peer$se_type == "CR2") sprintf(", degrees of freedom %.0e", worst[3]) else ""), file = stderr())
