package io.github.accessentries.recovery;

import io.github.accessentries.PrincipalArn;

/**
 * The principal that a diagnosis is about.
 *
 * @param arn its ARN
 * @param pathIsKnown whether the path of a role was given, and not left out by STS
 */
record Suspect(PrincipalArn arn, boolean pathIsKnown) {}
