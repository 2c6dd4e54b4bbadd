return await Chalkline.Commands.CommandLine.RunAsync(args);
