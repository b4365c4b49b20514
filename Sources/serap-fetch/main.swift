import Discovering
import Fetching
import StageKit

// Everything is in the libraries; see `serap-fetch --help`. Without a subcommand this is the stage by its contract. One
// more subcommand is one more case: a ParsableCommand whose `commandName` is "serap-fetch <name>", so that its usage is
// printed whole, in the library whose work it does; a line in FetchStageHelp names it.
let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "discover": DiscoverCommand.main(rest)
case "export-warc": ExportWARCCommand.main(rest)
default: StageCommand<FetchStage>.main(arguments)
}
