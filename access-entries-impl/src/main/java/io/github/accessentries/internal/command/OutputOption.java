package io.github.accessentries.internal.command;

import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a result is printed. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "How the result is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form;

    void print(ResultReport result, PrintWriter out) {
        out.print(result.render(form.format()));
        out.flush();
    }

    /** The forms that commands print. */
    enum Form {
        TABLE,
        MARKDOWN,
        JSON;

        private ResultFormat format() {
            return this == TABLE ? ResultFormat.TEXT : ResultFormat.valueOf(name());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
