import ArgumentParser
import Records

/// `serap compare FILE G1 G2`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Tell which items moved between two generations, and why.",
        discussion: """
            After a reprocess: every item whose value of a field is another, with the words behind both values, and how \
            many made each move; of all keys, or of the one that --key names.

              serap compare pipelines/demo.yaml g0001 g0002 --field tone --root demo
              serap compare pipelines/demo.yaml 1 current --field issues --key 2023-08-15 --json --root demo

            By default the last stage is compared that gives masked records with an id and the field, and neither \
            gathers nor delivers. An unmasked stage has to be named; of its records only ids, codes and rules are told.
            """)

    @Argument(help: "The pipeline file.")
    var file: String

    @OptionGroup var place: PlaceArguments

    @Argument(help: "The first generation: its name, its number, or 'current'.")
    var first: String

    @Argument(help: "The second generation.")
    var second: String

    @Option(help: "The field: a list of labels (tone, issues), one label (kind), or any other.")
    var field: String

    @Option(help: "The stage whose records are compared.")
    var stage: String?

    @Option(help: "How many differences are told; the counts are of all.")
    var limit = 100

    @Flag(help: "One JSON object in place of words.")
    var json = false

    func validate() throws {
        guard (0...1_000_000).contains(limit) else {
            throw ValidationError("--limit must be from 0 to 1000000, not \(limit)")
        }
    }

    func run() throws {
        let options = place.options(file: file)
        let pipeline = try Session.readPipeline(file, disk: options.disk)
        let generations = Generations(
            root: Paths.absolute(options.root), pipeline: pipeline.name, disk: options.disk)
        let comparison = try GenerationComparison(
            pipeline, generations, from: first, to: second, field: field, stage: stage, key: options.key)
        let words = ComparisonWords(
            from: comparison.layouts[0].generation, to: comparison.layouts[1].generation, stage: comparison.stage,
            field: field)
        var differences: [GenerationComparison.Difference] = []
        var told = 0
        let totals = try comparison.run { difference in
            guard told < limit else { return }
            told += 1
            if json { differences.append(difference) } else { SerapProgram.say(words.text(difference)) }
        }
        SerapProgram.say(
            json
                ? JSONValue.object(words.json(totals, differences)).text + "\n"
                : words.text(totals, hidden: totals.differences - told))
    }
}
