"""The story's body: which blocks of a page are the article, and which of their parts are not.

Method: every block weighs as prose or as boilerplate, in characters; prose counts less the more boilerplate lies between it
and the title, so that a next article or a related story loses to a flash of one sentence. The subtree with the largest
balance of both is the body. Its edges and insides are then trimmed by named rules, and every cut keeps its rule's name.
"""

from cleaners.article.choose import Body, choose_body

__all__ = ["Body", "choose_body"]
