from accounts.hashers import WorkshopHasher


class QuickHasher(WorkshopHasher):
    iterations = 600
