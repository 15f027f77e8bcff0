import EngineModel

/// Rough figures of the world as it is now, for faults whose size is relative to the load.
extension CatalogueScene {
    /// Tokens of a mean answer.
    var answerTokens: Double {
        let answers = server.answers
        let natural = min(answers.lengths.mean, Double(load.maxTokens))
        return answers.stopShare * natural + (1 - answers.stopShare) * Double(load.maxTokens)
    }

    /// Tokens of a mean prompt, the long ones included.
    var promptTokens: Double {
        (1 - load.longShare) * load.prompt.mean + load.longShare * Double(load.longPromptTokens)
    }

    /// Sessions of all users for each replica.
    var sessionsEach: Double {
        Double(load.sessions + (background?.sessions ?? 0)) / Double(deployment.replicas)
    }

    /// Seconds of a decode step with every session at work.
    var stepSeconds: Double {
        let decoding = Int(sessionsEach.rounded())
        let drafts = server.engine.speculation?.draftTokens ?? 0
        return server.costs.expectedSeconds(
            StepWork(
                decoding: decoding, context: Int(contextTokens), prefill: 0,
                drafted: drafts * decoding,
                draftPasses: drafts))
    }

    /// Tokens of KV cache that all sessions of a replica hold on average when all are at work.
    var contextTokens: Double {
        sessionsEach * (promptTokens + answerTokens / 2)
    }

    /// Seconds between two tokens of an answer with every session at work.
    var tokenSeconds: Double {
        stepSeconds / (server.engine.speculation?.tokensPerStep() ?? 1)
    }

    /// Seconds from the arrival of a request to its last token, without waiting.
    ///
    /// The steps with other sessions' prompts in them are counted as one for each session and answer.
    var answerSeconds: Double {
        let costs = server.costs
        let prefill = costs.prefillBaseSeconds + costs.perPrefillTokenSeconds * promptTokens
        let others = max(0, sessionsEach - 1) * max(0, prefill - stepSeconds)
        return costs.apiSeconds + prefill + answerTokens * tokenSeconds + others
    }

    /// Requests a second of all users together.
    var requestRate: Double {
        let measured = Double(load.sessions) / (answerSeconds + load.thinkSeconds)
        guard let background else { return measured }
        return measured + Double(background.sessions) / (answerSeconds + background.thinkSeconds)
    }
}
