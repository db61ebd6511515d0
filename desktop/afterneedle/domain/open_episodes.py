"""The episodes that are open at one moment, and the roles they play beside one another."""

from collections import defaultdict

from afterneedle.domain.candidates import Kind
from afterneedle.domain.decisions import Role
from afterneedle.domain.entries import Key
from afterneedle.domain.episodes import Episode, same_limb


class OpenEpisodes:
    """`by_key`: in the order in which they opened. `kinds`: what the newest entry of each says."""

    def __init__(self) -> None:
        self.by_key: dict[Key, Episode] = {}
        self.by_symptom: defaultdict[str, list[Episode]] = defaultdict(list)
        self.by_role: defaultdict[Role, list[Episode]] = defaultdict(list)
        self.kinds: dict[Episode, Kind] = {}

    def add(self, episode: Episode) -> None:
        """It begins, or begins again; it plays no role until it says something."""
        self.by_key[episode.symptom, episode.place] = episode
        self.by_symptom[episode.symptom.id].append(episode)

    def say(self, episode: Episode, kind: Kind) -> list[Episode]:
        """Its newest entry is of this kind; those beside it on which the rules must be tried again."""
        before = self.kinds.get(episode)
        self.kinds[episode] = kind
        if before is None:
            for role in kind.roles:
                self.by_role[role].append(episode)
            return self._watching(episode, kind)
        if before.roles == kind.roles:
            # there again after an answer is new; else only the evidence goes on, and that is read from here
            return [other for other in self._watching(episode, kind) if other.is_answered]
        for role in kind.roles - before.roles:
            self.by_role[role].append(episode)
        for role in before.roles - kind.roles:
            self.by_role[role].remove(episode)
        return self._watching(episode, before) + self._watching(episode, kind)

    def remove(self, episode: Episode) -> list[Episode]:
        """It has closed; the episodes whose rules looked at it."""
        del self.by_key[episode.symptom, episode.place]
        self.by_symptom[episode.symptom.id].remove(episode)
        kind = self.kinds.pop(episode)
        for role in kind.roles:
            self.by_role[role].remove(episode)
        return self._watching(episode, kind)

    def _watching(self, episode: Episode, kind: Kind) -> list[Episode]:
        """Those whose rules look at an episode whose newest entry is of this kind."""
        return [
            other
            for name, only_in_limb in kind.watchers
            for other in self.by_symptom[name]
            if not only_in_limb or same_limb(other.place, episode.place)
        ]
