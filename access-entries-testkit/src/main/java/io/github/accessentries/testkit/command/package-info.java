/**
 * What can be run: the quickstart, and a fake EKS as a server for other clients. Needs picocli, which the testkit
 * leaves to those who run these commands.
 */
@NullMarked
package io.github.accessentries.testkit.command;

import org.jspecify.annotations.NullMarked;
