import Testing

@testable import Inference

extension ComputingTests {
    @Suite struct FixtureTests {
        @Test func `the table has every capture and nothing else`() throws {
            #expect(Golden.table.map(\.name).sorted() == (try Fixture.names()))
        }

        @Test(arguments: Golden.table)
        func `a captured response means what it says`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            let measured = fixture.measure(cuts: [])
            #expect(measured.outcome.code == golden.code)
            #expect(measured.outcome.finishReason == golden.finish)
            #expect(measured.chunkCount == golden.chunks)
            #expect(measured.usage == golden.usage)
            #expect(measured.sawEndMark == golden.done)
            #expect(measured.status == fixture.head.status)
            let type = fixture.head.contentType ?? ""
            // Of one capture the content type does not say that it is a stream.
            let isEventStream =
                fixture.head.status == 200
                && (type.hasPrefix("text/event-stream") || type.hasPrefix("application/x-ndjson")
                    || golden.name == "documented-ollama-chat-relabelled")
            #expect(measured.isStream == isEventStream)
            #expect(measured.reasoningChunkCount == golden.reasoning)
            #expect(measured.gapNanoseconds.count == max(0, golden.chunks - 1))
            let words = measured.outcome.serverError?.message
            if let says = golden.says {
                #expect(words?.hasPrefix(says) == true, "\(words ?? "no message")")
            } else {
                #expect(words == nil)
            }
        }

        @Test(arguments: Golden.table)
        func `a captured response byte by byte is the same`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            let whole = fixture.measure(cuts: [])
            let isSame = fixture.measure(cuts: 0..<fixture.body.count) == whole
            #expect(isSame)
        }

        /// Compares states rather than ends, so that the time grows with the file and not its square.
        ///
        /// A cut inside an event must leave the reader, at the event's end, as if there had
        /// been no cut; from there on both are the same reader. Of a stream of hundreds of like events
        /// the first, the last and every twentieth in between are cut.
        @Test(arguments: Golden.table)
        func `a captured response cut at any byte is the same`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            let whole = fixture.measure(cuts: [])
            var base = fixture.reader()
            var start = 0
            let ends = fixture.eventEnds
            for (index, end) in ends.enumerated() {
                var uncut = base
                fixture.feed(start..<end, to: &uncut)
                let isCut = index < 60 || index >= ends.count - 5 || index % 20 == 0
                for cut in start..<end where isCut {
                    var twice = base
                    fixture.feed(start..<cut, to: &twice)
                    fixture.feed(cut..<end, to: &twice)
                    if !isSame(twice, uncut) { Issue.record("cut at byte \(cut)") }
                }
                base = uncut
                start = end
            }
            base.readEnd(at: Fixture.instant)
            let endsTheSame = Fixture.withoutLateBytes(base.measured) == whole
            #expect(endsTheSame)
        }

        private func isSame(_ one: ResponseReader, _ two: ResponseReader) -> Bool {
            Fixture.withoutLateBytes(one.measured) == Fixture.withoutLateBytes(two.measured)
                && one.isDecided == two.isDecided && one.events == two.events
                && one.lines == two.lines
                && one.isFinished == two.isFinished && one.finishReason == two.finishReason
                && (one.form == .stream || one.body == two.body) && one.form == two.form
        }

        /// The plain reading of "cut anywhere", for the captures that are short enough for it.
        @Test(arguments: Golden.table)
        func `a short captured response cut once anywhere ends the same`(_ golden: Golden) throws {
            let fixture = try Fixture(golden.name)
            guard fixture.body.count <= 800 else { return }
            let whole = fixture.measure(cuts: [])
            for cut in 0...fixture.body.count where fixture.measure(cuts: [cut]) != whole {
                Issue.record("cut at byte \(cut)")
            }
        }

        @Test func `the kept text is the text of the answer`() throws {
            let fixture = try Fixture("vllm-0.32.0-stream-usage")
            let measured = fixture.measure(cuts: [], keepText: true)
            let expected =
                "RAAc proard noticesayreserve titles prov coverth Con verbatimabilityailctionac sell"
                + " * YOU& legal LIMITED line"
            #expect(measured.text == expected)
            #expect(measured.servedModel == "tiny")
            #expect(measured.serverHeader == "uvicorn")
        }

        @Test func `a character cut between two tokens is replaced and not fatal`() throws {
            let measured = try Fixture("llamacpp-b11434-stream-usage").measure(
                cuts: [], keepText: true)
            #expect(measured.outcome == .completed(.length))
            #expect(measured.text.hasPrefix("ol:\u{1e}qu\u{1e} requirements"))
        }
    }
}
