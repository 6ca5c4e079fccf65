/** Makes the site of the documentation: pages of Markdown, and the Javadoc of all modules beside them. */
@NullMarked
package io.github.accessentries.site;

import org.jspecify.annotations.NullMarked;
