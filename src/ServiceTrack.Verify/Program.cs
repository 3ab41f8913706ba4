using ServiceTrack.Verify;

return await VerifyCommand.Run(args, Console.Out, Console.Error);
