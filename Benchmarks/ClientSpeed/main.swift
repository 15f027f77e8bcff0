import Inference

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Measures what the measuring client costs. Usage: ClientSpeed URL STREAMS REQUESTS MAX_TOKENS
let arguments = CommandLine.arguments
guard arguments.count == 5, let streams = Int(arguments[2]), let requests = Int(arguments[3]),
    let maxTokens = Int(arguments[4]), streams > 0, requests > 0, maxTokens > 0
else {
    print("usage: ClientSpeed URL STREAMS REQUESTS MAX_TOKENS")
    exit(2)
}

let configuration = ClientConfiguration(
    endpoint: try Endpoint(url: arguments[1]), api: OpenAIChat())
let pool = try ClientPool(configuration: configuration, countMax: 1)
let client = pool.next()
let request = InferenceRequest(
    model: "m", messages: [ChatMessage(role: .user, content: "Say something.")],
    maxTokens: maxTokens)

let usage = ProcessUsage.now
let begin = ContinuousClock.now
var figures = Figures()
await withTaskGroup(of: Figures.self) { tasks in
    for stream in 0..<streams {
        let share = requests / streams + (stream < requests % streams ? 1 : 0)
        tasks.addTask(executorPreference: client.taskExecutor) {
            var own = Figures()
            for _ in 0..<share { own.add(await client.perform(request)) }
            return own
        }
    }
    for await own in tasks { figures.merge(own) }
}
let wall = begin.duration(to: .now)
print(figures.summary(used: ProcessUsage.now, since: usage, wall: wall))
