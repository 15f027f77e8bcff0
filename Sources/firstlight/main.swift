import Commands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

ProcessSetup.prepare()
exit(await FirstlightCommand.main(arguments: Array(CommandLine.arguments.dropFirst())))
