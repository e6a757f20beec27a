"""Back-ups: database and models in one folder, keys in another, sound only where it is asked for."""

from earnest.operations.backup.making import make_backup
from earnest.operations.backup.records import BackupManifest, ObjectKind, ObjectShare
from earnest.operations.backup.restoring import RestoreResult, restore_backup

__all__ = ["BackupManifest", "ObjectKind", "ObjectShare", "RestoreResult", "make_backup", "restore_backup"]
