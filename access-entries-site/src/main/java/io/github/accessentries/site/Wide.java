package io.github.accessentries.site;

import java.util.LinkedHashMap;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Around what can be wider than the screen, tables and code: it scrolls by itself, by keyboard too, and says what it is. */
final class Wide extends CustomBlock {

    private final String label;

    private Wide(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Puts one around each table and each block of code, named for the heading above it. */
    static void wrap(Node document) {
        Map<Node, String> found = new LinkedHashMap<>();
        document.accept(new AbstractVisitor() {
            private String above = "";

            @Override
            public void visit(Heading heading) {
                above = Markdown.text(heading);
            }

            @Override
            public void visit(FencedCodeBlock block) {
                found.put(block, "Code: " + above);
            }

            @Override
            public void visit(CustomBlock block) {
                if (block instanceof TableBlock) {
                    found.put(block, "Table: " + above);
                }
            }
        });
        found.forEach((block, label) -> {
            Wide wide = new Wide(label);
            block.insertBefore(wide);
            wide.appendChild(block);
        });
    }
}
