if (args is ["calibration"]) return Chalkline.Benchmarks.CalibrationTable.Write();
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
